// Asks Jayway JsonPath what each case of the given vector files comes to, and writes the answers into the files. README.md says how to run it.
import com.jayway.jsonpath.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.minidev.json.JSONStyle;
import net.minidev.json.JSONValue;
import net.minidev.json.parser.JSONParser;
import net.minidev.json.parser.ParseException;

public class Oracle {
  /** What this program answers; everything else in a case is kept. */
  private static final Set<String> ANSWERS = Set.of("definite", "result", "error");

  public static void main(String[] args) throws Exception {
    for (String file : args) {
      Path path = Path.of(file);
      Files.writeString(path, Files.readAllLines(path).stream()
          .filter(line -> line.startsWith("{"))
          .map(line -> json(answered(parse(line))))
          .collect(Collectors.joining(",\n", "[\n", "\n]\n")));
    }
  }

  private static Map<?, ?> parse(String line) {
    String text = line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
    try {
      return (Map<?, ?>) new JSONParser(JSONParser.MODE_RFC4627).parse(text, JSONValue.defaultReader.DEFAULT_ORDERED);
    } catch (ParseException failure) {
      throw new IllegalArgumentException(line, failure);
    }
  }

  private static Map<String, Object> answered(Map<?, ?> given) {
    Map<String, Object> answered = new LinkedHashMap<>();
    given.forEach((key, value) -> {
      if (!ANSWERS.contains(key)) answered.put((String) key, value);
    });
    JsonPath compiled;
    try {
      compiled = JsonPath.compile((String) given.get("path"));
    } catch (Throwable failure) {
      answered.put("error", describe("compile", failure));
      return answered;
    }
    answered.put("definite", compiled.isDefinite());
    try {
      answered.put("result", compiled.read(printable(given.get("input"))));
    } catch (Throwable failure) {
      answered.put("error", describe("read", failure));
    }
    return answered;
  }

  private static Map<String, Object> describe(String phase, Throwable failure) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("phase", phase);
    error.put("type", failure.getClass().getSimpleName());
    error.put("message", failure.getMessage());
    return error;
  }

  /** The same value, whose objects and lists print as JSON inside Jayway's messages, not as Java's {a=1}. */
  private static Object printable(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>() {
        @Override
        public String toString() {
          return json(this);
        }
      };
      map.forEach((key, member) -> copy.put((String) key, printable(member)));
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>() {
        @Override
        public String toString() {
          return json(this);
        }
      };
      list.forEach(element -> copy.add(printable(element)));
      return copy;
    }
    return value;
  }

  private static String json(Object value) {
    return JSONValue.toJSONString(value, JSONStyle.NO_COMPRESS);
  }
}
