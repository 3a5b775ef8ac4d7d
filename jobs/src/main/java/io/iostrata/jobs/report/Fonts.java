package io.iostrata.jobs.report;

import java.awt.GraphicsEnvironment;

/** What text in a picture can be drawn with. */
public final class Fonts {
    private Fonts() {}

    /** How many families this machine has; 0 too where Java finds nothing to look for them with. */
    public static int families() {
        System.setProperty("java.awt.headless", "true");
        try {
            return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
        } catch (RuntimeException | LinkageError | InternalError noFontconfig) {
            return 0;
        }
    }
}
