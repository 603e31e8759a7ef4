package costperchange.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A DynamoDB client that lets a test act before and after each call takes effect: wait, count, fail.
public final class WatchedClient {

    private WatchedClient() {}

    /// What happens around a call. What is thrown reaches the caller.
    public interface Watcher {

        /// Before the call: if this throws, it takes no effect.
        void before(String operation);

        /// After the call took effect: if this throws, the caller does not learn of it.
        void after(String operation);
    }

    public static DynamoDbClient around(DynamoDbClient client, Watcher watcher) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean call = arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof SdkRequest
                    && !method.getName().endsWith("Paginator");
            if (!call && method.isDefault()) {
                // Paginators and builders end in calls on this client.
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            if (!call) {
                return invoke(client, method, arguments);
            }
            watcher.before(method.getName());
            Object response = invoke(client, method, arguments);
            watcher.after(method.getName());
            return response;
        };
        return (DynamoDbClient) Proxy.newProxyInstance(
                WatchedClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
    }

    /// A client whose first call of an operation waits for others to come as far.
    public static DynamoDbClient meeting(DynamoDbClient client, String operation, CyclicBarrier others) {
        AtomicBoolean first = new AtomicBoolean(true);
        return around(client, new Watcher() {
            @Override
            public void before(String called) {
                if (called.equals(operation) && first.getAndSet(false)) {
                    try {
                        others.await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                        throw new IllegalStateException("the others did not come to " + operation, alone);
                    }
                }
            }

            @Override
            public void after(String called) {}
        });
    }

    private static Object invoke(DynamoDbClient client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
