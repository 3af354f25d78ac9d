package dev.understudy.sandbox.demo;

import dev.understudy.exchange.Arm;
import dev.understudy.sandbox.demo.Effect.Reading;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The summary for a log file: one line every few seconds. */
final class OneLine {
    private OneLine() {}

    static String of(DemoView view) {
        StringBuilder line = new StringBuilder(Figures.clock(view.elapsed()));
        line.append("  forwarded ").append(Figures.count(view.traffic().sent()));
        line.append(" (").append(Figures.count(view.traffic().failed())).append(" failed)");
        line.append(", compared ").append(Figures.count(view.funnel().compared()));
        line.append(" of ").append(Figures.count(view.funnel().eligible()));
        widest(view)
                .ifPresent(effect -> line.append(String.format(
                        Locale.ROOT,
                        ", %s differs %.3f, live from itself %.3f: %s",
                        effect.comparator(),
                        effect.candidate().value(),
                        effect.noise().value(),
                        Summary.reading(effect))));
        ArmNumbers live = view.arms().getOrDefault(Arm.LIVE, ArmNumbers.NONE);
        ArmNumbers candidate = view.arms().getOrDefault(Arm.CANDIDATE, ArmNumbers.NONE);
        if (live.granted().count() > 0 && candidate.granted().count() > 0) {
            line.append(", refunds granted: live ").append(Figures.share(live.granted()));
            line.append(", candidate ").append(Figures.share(candidate.granted()));
        }
        return line.toString();
    }

    /** The comparator that stands out most: the one to name when there is room for one. */
    private static Optional<Effect> widest(DemoView view) {
        return view.effects().stream()
                .filter(effect -> effect.reading() == Reading.MORE)
                .max(Comparator.comparingDouble(
                        effect -> effect.candidate().value() - effect.noise().value()));
    }
}
