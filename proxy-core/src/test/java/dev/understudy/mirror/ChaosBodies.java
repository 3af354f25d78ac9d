package dev.understudy.mirror;

import java.util.Random;

/** Bodies as they come on good days and on bad ones. */
final class ChaosBodies {
    private ChaosBodies() {}

    static byte[] request(Random random) {
        return switch (random.nextInt(14)) {
            case 0 -> Bodies.utf8("{\"model\":");
            case 1 -> new byte[0];
            case 2 -> Bodies.utf8("[".repeat(2_000));
            case 3 -> garbage(random);
            case 4 -> Bodies.request("x".repeat(random.nextInt(150_000)));
            case 5 -> Bodies.utf8("{\"model\":7,\"messages\":{\"a\":1},\"user\":[],\"metadata\":\"no\"}");
            case 6 -> Bodies.utf8("{\"model\":\"gpt-4o\",\"previous_response_id\":\"r\"}");
            case 7 -> Bodies.utf8("{\"model\":\"gpt-4o\",\"tools\":[{\"type\":\"web_search\"}]}");
            default -> Bodies.request("hi " + random.nextInt(50));
        };
    }

    static byte[] response(Random random) {
        return switch (random.nextInt(10)) {
            case 0 -> garbage(random);
            case 1 -> Bodies.utf8("data: {\"choices\":[{\"delta\":{\"content\":\"cut");
            case 2 -> Bodies.answer("y".repeat(random.nextInt(150_000)));
            case 3 -> Bodies.error("no");
            default -> Bodies.answer("hello " + random.nextInt(50));
        };
    }

    private static byte[] garbage(Random random) {
        byte[] bytes = new byte[random.nextInt(500)];
        random.nextBytes(bytes);
        return bytes;
    }
}
