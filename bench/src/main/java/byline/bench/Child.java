package byline.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/// A process of our own, ended with us whatever happens.
record Child(Process process) implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    static Child start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return new Child(process);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
