package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.report.Gauge;
import costperchange.store.api.Answer;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Answers `GET /metrics` with gauges, in Prometheus's text format 0.0.4 or, where `Accept` asks for it,
/// OpenMetrics. The library of Prometheus writes them; its registry is not used, as the numbers are read anew
/// for each answer.
final class PrometheusText {

    static final String PATH = "/metrics";

    private PrometheusText() {}

    static APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent request, List<Gauge> gauges) {
        ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
        String accept = request.getHeaders().getOrDefault("accept", "");
        ExpositionFormatWriter writer = openMetrics.accepts(accept) ? openMetrics : PrometheusTextFormatWriter.create();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, snapshots(gauges), EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes what is written", e);
        }
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", writer.getContentType()))
                .withBody(text.toString(StandardCharsets.UTF_8))
                .build();
    }

    /// To whom may not have them, or asks in another way than by GET.
    static APIGatewayV2HTTPResponse refused(int status) {
        return switch (status) {
            case 401 -> Answer.problem(401, "needs a token");
            case 403 -> Answer.problem(403, "metrics are for tokens that read everything");
            default -> Answer.notAllowed("GET", "metrics are read with GET");
        };
    }

    private static MetricSnapshots snapshots(List<Gauge> gauges) {
        Map<Gauge.Name, List<GaugeDataPointSnapshot>> points = new EnumMap<>(Gauge.Name.class);
        gauges.forEach(gauge -> points.computeIfAbsent(gauge.name(), name -> new ArrayList<>())
                .add(new GaugeDataPointSnapshot(gauge.value().doubleValue(), labels(gauge), null)));
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        points.forEach((name, values) -> all.metricSnapshot(new GaugeSnapshot(metadata(name), values)));
        return all.build();
    }

    private static MetricMetadata metadata(Gauge.Name name) {
        return name.unit().isEmpty()
                ? new MetricMetadata(name.text(), name.help())
                : new MetricMetadata(name.text(), name.help(), new Unit(name.unit()));
    }

    private static Labels labels(Gauge gauge) {
        Map<String, String> inOrder = new TreeMap<>(gauge.labels());
        return Labels.of(List.copyOf(inOrder.keySet()), List.copyOf(inOrder.values()));
    }
}
