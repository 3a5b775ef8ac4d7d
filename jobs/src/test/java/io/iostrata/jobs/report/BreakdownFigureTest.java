package io.iostrata.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class BreakdownFigureTest {
    private static final ReportOptions OPTIONS = ReportOptions.titled("test");

    @Test
    void drawsTheBenchmarksAndTheLayers() throws Exception {
        var text = parsed(BreakdownFigure.svg(Lakes.published().register(), OPTIONS))
                .getDocumentElement()
                .getTextContent();

        assertThat(text)
                .contains("196.528 µs", "128.862 µs", "study (one layer a run)")
                .contains("Host/guest switching: 7.561 µs", "Host I/O: 130.235 µs");
    }

    @Test
    void drawsALayerAsLongAsItsShareOfTheLongestBar() throws Exception {
        var bars = parsed(BreakdownFigure.svg(Lakes.published().register(), OPTIONS))
                .getElementsByTagName("rect");
        var hostIo = bars.item(bars.getLength() - 1).getAttributes();

        assertThat(Double.parseDouble(hostIo.getNamedItem("width").getNodeValue()))
                .isEqualTo(700 * 130235 / 196528.0, org.assertj.core.api.Assertions.within(0.1));
    }

    @Test
    void escapesWhatATraceSays() throws Exception {
        var svg = parsed(BreakdownFigure.svg(ReportPageTest.hostile().register(), OPTIONS));

        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        assertThat(svg.getElementsByTagName("img").getLength()).isZero();
        assertThat(svg.getDocumentElement().getTextContent()).contains("</script><img src=x onerror=alert(1)>");
    }

    @Test
    void saysSoWhereNothingWasMeasured() {
        assertThat(BreakdownFigure.svg(new Views().register(), OPTIONS)).contains("Nothing measured.");
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
