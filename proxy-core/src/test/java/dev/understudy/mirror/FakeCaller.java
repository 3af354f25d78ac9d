package dev.understudy.mirror;

import dev.understudy.exchange.Arm;
import dev.understudy.exchange.CapturedResponse;
import dev.understudy.exchange.Ending;
import dev.understudy.send.ArmCaller;
import dev.understudy.send.ArmRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Calls that end when the test says so. */
final class FakeCaller implements ArmCaller {
    final List<FakeCall> calls = new CopyOnWriteArrayList<>();

    @Override
    public Call call(ArmRequest request, Consumer<CapturedResponse> done) {
        FakeCall call = new FakeCall(request, done);
        calls.add(call);
        return call;
    }

    List<FakeCall> of(Arm arm) {
        return calls.stream().filter(call -> call.request.arm() == arm).toList();
    }

    FakeCall candidate(int index) {
        return of(Arm.CANDIDATE).get(index);
    }

    FakeCall control(int index) {
        return of(Arm.CONTROL).get(index);
    }

    static final class FakeCall implements Call {
        final ArmRequest request;
        private final Consumer<CapturedResponse> done;
        private final AtomicBoolean over = new AtomicBoolean();
        volatile boolean cancelled;

        FakeCall(ArmRequest request, Consumer<CapturedResponse> done) {
            this.request = request;
            this.done = done;
        }

        void answers(String text) {
            ends(FakeLive.response(200, Bodies.answer(text)));
        }

        void ends(Ending ending) {
            ends(FakeLive.none(ending));
        }

        void ends(CapturedResponse response) {
            if (over.compareAndSet(false, true)) {
                done.accept(response);
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
            ends(Ending.CANCELLED);
        }
    }
}
