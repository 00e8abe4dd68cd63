package dev.kith.examples;

import com.sun.net.httpserver.HttpServer;
import dev.kith.Config;
import dev.kith.Kith;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A web server on any free port, which its clients find by the name of the service. */
public final class OfferAService implements AutoCloseable {
    private final HttpServer server;
    private final Kith kith;

    OfferAService(Config config, String group) throws IOException {
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.createContext("/", exchange -> {
            byte[] body = "hello\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        kith = Kith.join(
                config, group, me -> me.name("server").service("http", port).meta("load", "0"));
    }

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (OfferAService offering = new OfferAService(Config.defaults(), "shop")) {
            offering.tellLoad(1);
            Thread.currentThread().join();
        }
    }

    /** Tells everybody something new, at once. */
    void tellLoad(int load) {
        kith.update(me -> me.meta("load", Integer.toString(load)));
    }

    /** Says goodbye first, so that nobody comes any more. */
    @Override
    public void close() {
        kith.close();
        server.stop(0);
    }
}
