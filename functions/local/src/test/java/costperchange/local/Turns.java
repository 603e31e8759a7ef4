package costperchange.local;

import costperchange.store.WatchedClient.Watcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;

/// Lets one of several workers go on at a time, and has another take over at random at every call to the store. Fails
/// the calls it is told to, counted over all workers.
final class Turns {

    /// @param call its number, from 0
    /// @param before whether it fails before it takes effect, or after
    record Failure(int call, boolean before) {}

    private final Random random;
    private final Set<Integer> running = new HashSet<>();
    private final Map<Integer, Failure> failures = new HashMap<>();
    private int turn;
    private int calls;

    Turns(Random random, int workers, List<Failure> failures) {
        this.random = random;
        failures.forEach(failure -> this.failures.put(failure.call(), failure));
        for (int worker = 0; worker < workers; worker++) {
            running.add(worker);
        }
    }

    /// Runs a worker, in its turns.
    CompletableFuture<Void> start(int worker, Runnable work) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        await(worker);
                        work.run();
                    } finally {
                        end(worker);
                    }
                },
                thread -> Thread.ofPlatform().daemon().start(thread));
    }

    Watcher of(int worker) {
        return new Watcher() {
            private @Nullable Failure failure;

            @Override
            public void before(String operation) {
                passOn();
                await(worker);
                failure = failures.remove(calls++);
                fail(true);
            }

            @Override
            public void after(String operation) {
                fail(false);
            }

            private void fail(boolean before) {
                if (failure != null && failure.before == before) {
                    throw InternalServerErrorException.builder()
                            .message("injected: " + failure)
                            .build();
                }
            }
        };
    }

    int calls() {
        return calls;
    }

    /// Failures that were not reached.
    List<Failure> left() {
        return List.copyOf(failures.values());
    }

    private synchronized void passOn() {
        List<Integer> all = new ArrayList<>(running);
        turn = all.get(random.nextInt(all.size()));
        notifyAll();
    }

    private synchronized void await(int worker) {
        while (turn != worker) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private synchronized void end(int worker) {
        running.remove(worker);
        if (!running.isEmpty()) {
            passOn();
        }
    }
}
