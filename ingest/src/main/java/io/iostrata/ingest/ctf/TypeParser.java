package io.iostrata.ingest.ctf;

import io.iostrata.ingest.bytes.MalformedTraceException;
import io.iostrata.ingest.ctf.CtfType.ArrayType;
import io.iostrata.ingest.ctf.CtfType.EnumType;
import io.iostrata.ingest.ctf.CtfType.IntegerType;
import io.iostrata.ingest.ctf.CtfType.Member;
import io.iostrata.ingest.ctf.CtfType.Range;
import io.iostrata.ingest.ctf.CtfType.StringType;
import io.iostrata.ingest.ctf.CtfType.StructType;
import io.iostrata.ingest.ctf.CtfType.VariantType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a metadata text:
 *
 * <pre>
 * type       := ("integer" | "floating_point" | "string") [ attributes ] | struct | enum | variant | alias
 * struct     := "struct" [ name ] [ "{" { field } "}" ] [ "align" "(" number ")" ]
 * variant    := "variant" [ name ] [ "&lt;" path ">" ] [ "{" { field } "}" ]
 * enum       := "enum" [ name ] [ ":" type ] [ "{" label [ "=" number [ "..." number ] ] { "," … } "}" ]
 * alias      := name { name }
 * field      := type name { "[" (number | path) "]" } { "," name … } ";" | definition
 * definition := "typealias" type ":=" alias ";" | "typedef" type name … ";"
 * attributes := "{" { name "=" value ";" } "}"
 * </pre>
 *
 * A name means what it was last defined as, wherever that was.
 */
final class TypeParser {
    private static final int DEEPEST = 32;
    private static final int MOST_WORDS = 8;
    private static final long LONGEST_ARRAY = 1 << 21;

    private final Tokens tokens;
    private final ScalarTypes scalars;
    private final Map<String, CtfType> named = new HashMap<>();
    private int nesting;

    TypeParser(Tokens tokens) {
        this.tokens = tokens;
        scalars = new ScalarTypes(tokens);
    }

    /** Reads a definition if one stands here. */
    boolean definition() throws MalformedTraceException {
        if (tokens.accept("typealias")) {
            var type = type();
            pointers();
            tokens.expect(":=");
            named.put(alias(), type);
        } else if (tokens.accept("typedef")) {
            for (var member : declarators(type())) {
                named.put(member.name(), member.type());
            }
        } else {
            return false;
        }
        tokens.expect(";");
        return true;
    }

    CtfType type() throws MalformedTraceException {
        if (++nesting > DEEPEST) {
            throw tooDeep();
        }
        var type = shallow();
        if (type.depth() > DEEPEST) {
            throw tooDeep();
        }
        nesting--;
        return type;
    }

    private MalformedTraceException tooDeep() {
        return tokens.malformed("a type nested deeper, expected at most " + DEEPEST + " levels");
    }

    private CtfType shallow() throws MalformedTraceException {
        tokens.accept("const");
        if (tokens.accept("integer")) {
            return scalars.integer();
        } else if (tokens.accept("floating_point")) {
            return scalars.floating();
        } else if (tokens.accept("string")) {
            scalars.string();
            return new StringType();
        } else if (tokens.accept("struct")) {
            return struct();
        } else if (tokens.accept("enum")) {
            return enumeration();
        } else if (tokens.accept("variant")) {
            return variant();
        }
        return byAlias();
    }

    /** An alias of several words ends before the name of the field. */
    private CtfType byAlias() throws MalformedTraceException {
        var words = tokens.name("a type");
        for (int n = 1; n < MOST_WORDS && tokens.kind() == Tokens.Kind.NAME; n++) {
            var longer = words + " " + tokens.word();
            if (named.containsKey(words) && !named.containsKey(longer)) {
                break;
            }
            words = longer;
            tokens.take();
        }
        return known(words);
    }

    private CtfType known(String name) throws MalformedTraceException {
        var type = named.get(name);
        if (type == null) {
            throw tokens.malformed("type '" + name + "', expected one that is defined");
        }
        return type;
    }

    private String alias() throws MalformedTraceException {
        var words = tokens.name("a name");
        for (int n = 1; n < MOST_WORDS && tokens.kind() == Tokens.Kind.NAME; n++) {
            words += " " + tokens.take();
        }
        pointers();
        return words;
    }

    private void pointers() throws MalformedTraceException {
        boolean more = true;
        while (more) {
            more = tokens.accept("*");
        }
    }

    private CtfType struct() throws MalformedTraceException {
        var name = tokens.is("align") ? "" : optionalName("struct ");
        if (!tokens.accept("{")) {
            return known(name);
        }
        var members = members();
        int align = 1;
        if (tokens.accept("align")) {
            tokens.expect("(");
            align = scalars.align(tokens.number("an alignment"));
            tokens.expect(")");
        }
        return defined(name, StructType.of(members, align));
    }

    private CtfType variant() throws MalformedTraceException {
        var name = optionalName("variant ");
        var tag = "";
        if (tokens.accept("<")) {
            tag = path();
            tokens.expect(">");
        }
        if (tokens.accept("{")) {
            return defined(name, VariantType.of(tag, members()));
        }
        return known(name) instanceof VariantType untagged ? VariantType.of(tag, untagged.options()) : known(name);
    }

    private CtfType enumeration() throws MalformedTraceException {
        var name = optionalName("enum ");
        var container = tokens.accept(":") ? type() : named.getOrDefault("int", named.get("unsigned int"));
        if (!tokens.accept("{")) {
            return known(name);
        }
        if (!(container instanceof IntegerType integer)) {
            throw tokens.malformed("an enumeration of no integers, expected an integer type");
        }
        var ranges = new ArrayList<Range>();
        long next = 0;
        while (!tokens.accept("}")) {
            var label = tokens.kind() == Tokens.Kind.STRING ? tokens.take() : tokens.name("a label");
            long from = tokens.accept("=") ? tokens.number("a value") : next;
            long to = tokens.accept("...") ? tokens.number("a value") : from;
            ranges.add(new Range(label, from, to));
            next = to + 1;
            if (!tokens.is("}")) {
                tokens.expect(",");
            }
        }
        return defined(name, new EnumType(integer, new Labels(ranges)));
    }

    private String optionalName(String prefix) throws MalformedTraceException {
        return tokens.kind() == Tokens.Kind.NAME ? prefix + tokens.take() : "";
    }

    private CtfType defined(String name, CtfType type) {
        if (!name.isEmpty()) {
            named.put(name, type);
        }
        return type;
    }

    private List<Member> members() throws MalformedTraceException {
        var members = new ArrayList<Member>();
        while (!tokens.accept("}")) {
            if (!definition()) {
                members.addAll(declarators(type()));
                tokens.expect(";");
            }
        }
        return members;
    }

    private List<Member> declarators(CtfType type) throws MalformedTraceException {
        var members = new ArrayList<Member>();
        do {
            pointers();
            var name = tokens.name("a field's name");
            members.add(new Member(name, subscripted(type)));
        } while (tokens.accept(","));
        return members;
    }

    /** The last subscript counts the innermost elements. */
    private CtfType subscripted(CtfType element) throws MalformedTraceException {
        if (!tokens.accept("[")) {
            return element;
        }
        if (++nesting > DEEPEST) {
            throw tooDeep();
        }
        long length = tokens.kind() == Tokens.Kind.NUMBER ? tokens.number("a length") : -1;
        var path = length == -1 ? path() : "";
        if (length < -1 || length > LONGEST_ARRAY) {
            var found = Long.toUnsignedString(length);
            throw tokens.malformed("an array of " + found + " elements, expected at most " + LONGEST_ARRAY);
        }
        tokens.expect("]");
        var inner = subscripted(element);
        nesting--;
        if (inner.leastBits() == 0) {
            throw tokens.malformed("an array whose elements may have no bits, expected at least one bit");
        }
        return length == -1 ? ArrayType.of(inner, path) : ArrayType.of(inner, length);
    }

    private String path() throws MalformedTraceException {
        var path = new StringBuilder(tokens.name("the path of a field"));
        while (tokens.accept(".")) {
            path.append('.').append(tokens.name("a name"));
        }
        return path.toString();
    }
}
