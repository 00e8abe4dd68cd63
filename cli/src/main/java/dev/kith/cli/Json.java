package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.SourceState;
import dev.kith.cli.doctor.Finding;
import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Candidate;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Survey;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** The JSON of docs/json.md: compact, keys sorted, an unknown value {@code null}. One object is one line. */
final class Json {
    private static final int SCHEMA = 1;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
            .build();

    private Json() {}

    /** These of the peers of a group, in this order. */
    static String roster(Kith kith, List<Peer> peers) {
        return object(json -> {
            json.writeBooleanProperty("closed", kith.isClosed());
            json.writeStringProperty("group", kith.group());
            json.writeArrayPropertyStart("peers");
            peers.forEach(peer -> peer(json, peer));
            json.writeEndArray();
            json.writeNumberProperty("schema", SCHEMA);
            json.writeName("self");
            peer(json, kith.self());
        });
    }

    /** One by itself. */
    static String peer(Peer peer) {
        return object(json -> fields(json, peer, true));
    }

    static String doctor(String group, List<Finding> findings) {
        return object(json -> {
            array(json, "findings", findings, Json::finding);
            json.writeStringProperty("group", group);
            json.writeNumberProperty("schema", SCHEMA);
        });
    }

    static String ready(Kith kith, Instant now) {
        return object(json -> {
            json.writeBooleanProperty("closed", kith.isClosed());
            json.writeStringProperty("event", "ready");
            json.writeStringProperty("group", kith.group());
            json.writeNumberProperty("schema", SCHEMA);
            json.writeName("self");
            peer(json, kith.self());
            json.writeStringProperty("time", TimeText.of(now));
        });
    }

    static String event(Event event) {
        return object(json -> {
            if (event instanceof Event.Change change) {
                json.writeStringProperty("event", Constants.lower(change.what()));
                json.writeName("evidence");
                evidence(json, change.evidence());
                json.writeName("peer");
                peer(json, change.peer());
            } else if (event instanceof Event.Degraded degraded) {
                json.writeStringProperty("event", "degraded");
                json.writeStringProperty("reason", degraded.reason());
            }
            json.writeNumberProperty("schema", SCHEMA);
            json.writeStringProperty("time", TimeText.of(event.time()));
        });
    }

    static String why(String group, Accounts accounts) {
        return object(json -> {
            json.writeArrayPropertyStart("accounts");
            accounts.all().forEach(account -> account(json, account));
            json.writeEndArray();
            json.writeNumberProperty("answered", accounts.answered());
            json.writeNumberProperty("asked", accounts.asked());
            json.writeStringProperty("group", group);
            json.writeNumberProperty("schema", SCHEMA);
        });
    }

    static String reach(String group, Survey survey, List<SourceState> sources, List<Candidate> candidates) {
        return object(json -> {
            array(json, "candidates", candidates, Json::candidate);
            json.writeStringProperty("group", group);
            array(json, "peers", survey.peers(), (inPeer, peer) -> reachability(inPeer, peer, survey));
            json.writeNumberProperty("schema", SCHEMA);
            array(json, "sources", sources, Json::source);
            strings(json, "told", survey.told());
            json.writeStringProperty("translation", Constants.lower(survey.translation()));
        });
    }

    private static void finding(JsonGenerator json, Finding finding) {
        json.writeStringProperty("about", finding.about());
        json.writeStringProperty("code", finding.code());
        optional(json, "fix", finding.fix());
        json.writeStringProperty("level", Constants.lower(finding.level()));
        json.writeStringProperty("text", finding.text());
        strings(json, "why", finding.why());
    }

    private static void candidate(JsonGenerator json, Candidate candidate) {
        json.writeStringProperty("at", candidate.at().toString());
        json.writeStringProperty("outcome", Constants.lower(candidate.outcome()));
        optional(json, "peer", candidate.peer());
        strings(json, "sources", candidate.sources());
        micros(json, "tookMicros", candidate.took());
        json.writeNumberProperty("tries", candidate.tries());
    }

    private static void reachability(JsonGenerator json, Reachability reached, Survey survey) {
        json.writeName("hearsMulticast");
        reached.hearsMulticast().ifPresentOrElse(json::writeBoolean, json::writeNull);
        json.writeStringProperty("id", reached.peer().id());
        json.writeStringProperty("name", reached.peer().name());
        array(json, "paths", ReachLines.paths(reached), (inPath, path) -> {
            inPath.writeStringProperty("at", path.at().toString());
            inPath.writeStringProperty("outcome", Constants.lower(path.outcome()));
            micros(inPath, "rttMicros", path.rtt());
        });
        json.writeName("relay");
        reached.relay().ifPresentOrElse(relay -> relay(json, relay, ReachLines.by(relay, survey)), json::writeNull);
        strings(json, "via", reached.peer().via().stream().map(Constants::lower).toList());
    }

    private static void relay(JsonGenerator json, Reachability.Relay relay, Optional<Peer> by) {
        json.writeStartObject();
        json.writeStringProperty("at", relay.at().toString());
        optional(json, "peer", by.map(Peer::id));
        micros(json, "rttMicros", Optional.of(relay.rtt()));
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, SourceState source) {
        json.writeNumberProperty("asked", source.asked());
        json.writeNumberProperty("named", source.named());
        json.writeStringProperty("source", source.source());
        optional(json, "trouble", source.trouble());
    }

    private static <T> void array(
            JsonGenerator json, String key, Collection<T> values, BiConsumer<JsonGenerator, T> member) {
        json.writeArrayPropertyStart(key);
        for (T value : values) {
            json.writeStartObject();
            member.accept(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void micros(JsonGenerator json, String key, Optional<Duration> time) {
        json.writeName(key);
        time.ifPresentOrElse(known -> json.writeNumber(known.toNanos() / 1000), json::writeNull);
    }

    private static void account(JsonGenerator json, Account account) {
        json.writeStartObject();
        json.writeArrayPropertyStart("changes");
        account.history().changes().forEach(change -> {
            json.writeStartObject();
            json.writeStringProperty("event", Constants.lower(change.what()));
            json.writeName("evidence");
            evidence(json, change.evidence());
            json.writeStringProperty("time", TimeText.of(change.time()));
            json.writeEndObject();
        });
        json.writeEndArray();
        json.writeStringProperty("id", account.history().id());
        json.writeStringProperty("name", account.history().name());
        json.writeStringProperty("status", Constants.lower(account.history().status()));
        json.writeStringProperty("teller", account.teller());
        json.writeStringProperty("tellerName", account.tellerName());
        json.writeEndObject();
    }

    private static String object(Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void peer(JsonGenerator json, Peer peer) {
        json.writeStartObject();
        fields(json, peer, false);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Peer peer, boolean alone) {
        strings(json, "addresses", peer.addresses());
        optional(json, "id", Optional.of(peer.id()).filter(id -> !id.isEmpty()));
        json.writeStringProperty("kind", Constants.lower(peer.kind()));
        optional(json, "lastHeard", peer.lastHeard().map(TimeText::of));
        object(json, "meta", peer.meta(), json::writeStringProperty);
        json.writeStringProperty("name", peer.name());
        micros(json, "rttMicros", peer.rtt());
        if (alone) {
            json.writeNumberProperty("schema", SCHEMA);
        }
        object(json, "services", peer.services(), json::writeNumberProperty);
        json.writeStringProperty("since", TimeText.of(peer.since()));
        json.writeStringProperty("status", Constants.lower(peer.status()));
        json.writeBooleanProperty("verified", peer.verified());
        strings(json, "via", peer.via().stream().map(Constants::lower).toList());
    }

    private static void evidence(JsonGenerator json, Evidence evidence) {
        json.writeStartObject();
        strings(json, "by", evidence.by());
        json.writeStringProperty("path", evidence.path());
        json.writeStringProperty("reason", evidence.reason());
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String key, Collection<?> values) {
        json.writeArrayPropertyStart(key);
        values.forEach(value -> json.writeString(value.toString()));
        json.writeEndArray();
    }

    private static <V> void object(JsonGenerator json, String key, Map<String, V> map, BiConsumer<String, V> member) {
        json.writeObjectPropertyStart(key);
        map.forEach(member);
        json.writeEndObject();
    }

    private static void optional(JsonGenerator json, String key, Optional<String> value) {
        json.writeName(key);
        value.ifPresentOrElse(json::writeString, json::writeNull);
    }
}
