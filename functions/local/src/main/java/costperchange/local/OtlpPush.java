package costperchange.local;

import com.google.protobuf.InvalidProtocolBufferException;
import costperchange.report.Gauge;
import costperchange.store.host.ApiException;
import costperchange.store.host.Exchange;
import costperchange.store.host.Patience;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.resource.v1.Resource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Sends gauges to a collector, as OTLP over HTTP in protobuf (opentelemetry.io, "OTLP Specification 1.8").
///
/// The messages are made by hand from the specification's own classes: the SDK's meters stamp and keep what
/// they measure themselves, and here all is computed anew. A point's time is when it was sent; which day it
/// is of says the gauge `cost_per_change_complete_through_timestamp_seconds`. What could not be sent is
/// logged, and the next round has the numbers again.
///
/// @param client that follows no redirects
/// @param collector such as `http://localhost:4318`
record OtlpPush(HttpClient client, URI collector, Clock clock) {

    private static final System.Logger LOG = System.getLogger(OtlpPush.class.getName());
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /// @param patience until the next round
    /// @return whether the collector took all of it
    boolean send(List<Gauge> gauges, Patience patience) {
        try {
            HttpResponse<byte[]> response = new Exchange(client, patience).answer(request(gauges));
            if (response.statusCode() == 200) {
                return took(response);
            }
            LOG.log(System.Logger.Level.WARNING, "{0} answered {1}", collector, response.statusCode());
        } catch (ApiException unanswered) {
            LOG.log(System.Logger.Level.WARNING, unanswered.stop().why());
        } catch (InvalidProtocolBufferException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} answered 200, and nothing that OTLP knows", collector);
        }
        return false;
    }

    private boolean took(HttpResponse<byte[]> response) throws InvalidProtocolBufferException {
        ExportMetricsPartialSuccess partial =
                ExportMetricsServiceResponse.parseFrom(response.body()).getPartialSuccess();
        if (partial.getRejectedDataPoints() > 0) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} refused {1} points: {2}",
                    collector,
                    partial.getRejectedDataPoints(),
                    partial.getErrorMessage());
        }
        return partial.getRejectedDataPoints() == 0;
    }

    private HttpRequest request(List<Gauge> gauges) {
        String base = collector.toString();
        return HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/metrics"))
                .timeout(LONGEST)
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(message(gauges).toByteArray()))
                .build();
    }

    private ExportMetricsServiceRequest message(List<Gauge> gauges) {
        Instant now = clock.instant();
        Map<Gauge.Name, Metric.Builder> metrics = new EnumMap<>(Gauge.Name.class);
        gauges.forEach(gauge -> metrics.computeIfAbsent(gauge.name(), OtlpPush::metric)
                .getGaugeBuilder()
                .addDataPoints(point(gauge, now)));
        ScopeMetrics.Builder scope = ScopeMetrics.newBuilder()
                .setScope(InstrumentationScope.newBuilder().setName("cost-per-change"));
        metrics.values().forEach(scope::addMetrics);
        return ExportMetricsServiceRequest.newBuilder()
                .addResourceMetrics(ResourceMetrics.newBuilder()
                        .setResource(Resource.newBuilder().addAttributes(text("service.name", "cost-per-change")))
                        .addScopeMetrics(scope))
                .build();
    }

    private static Metric.Builder metric(Gauge.Name name) {
        return Metric.newBuilder()
                .setName(name.text())
                .setDescription(name.help())
                .setUnit(
                        switch (name.unit()) {
                            case "seconds" -> "s";
                            case "ratio" -> "1";
                            default -> "";
                        });
    }

    private static NumberDataPoint point(Gauge gauge, Instant now) {
        NumberDataPoint.Builder point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(now.getEpochSecond() * 1_000_000_000 + now.getNano())
                .setAsDouble(gauge.value().doubleValue());
        new TreeMap<>(gauge.labels()).forEach((name, value) -> point.addAttributes(text(name, value)));
        return point.build();
    }

    private static KeyValue text(String name, String value) {
        return KeyValue.newBuilder()
                .setKey(name)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
