package io.iostrata.jobs.report;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import io.iostrata.jobs.UserError;
import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** A figure's SVG as pixels, two for each of its units, so that it stays sharp in print. */
public final class PngFigure {
    private static final int SCALE = 2;

    private PngFigure() {}

    /** The bytes of a PNG file. */
    public static byte[] of(String svg) throws IOException {
        if (Fonts.families() == 0) {
            throw new UserError("no font on this machine to draw text with (expected fontconfig and a font,"
                    + " DejaVu Sans for one; --figure FILE.svg needs none)");
        }
        var document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(ofJava(svg).getBytes(StandardCharsets.UTF_8)),
                        null,
                        LoaderContext.createDefault());
        if (document == null) {
            throw new IOException("the figure is not SVG that can be drawn");
        }
        var png = new ByteArrayOutputStream();
        ImageIO.write(drawn(document), "png", png);
        return png.toByteArray();
    }

    /** Java has a name of its own for the sans serif font there is; of a list it takes the first or a serif. */
    private static String ofJava(String svg) {
        return svg.replaceFirst("font-family=\"[^\"]*\"", "font-family=\"SansSerif\"");
    }

    private static BufferedImage drawn(SVGDocument document) {
        var size = document.size();
        var image = new BufferedImage(
                (int) Math.ceil(size.width * SCALE), (int) Math.ceil(size.height * SCALE), BufferedImage.TYPE_INT_RGB);
        var canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.scale(SCALE, SCALE);
            document.render(null, canvas);
            return image;
        } finally {
            canvas.dispose();
        }
    }
}
