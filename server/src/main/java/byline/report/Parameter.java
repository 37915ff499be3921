package byline.report;

import byline.http.Code;
import byline.http.Refusal;
import byline.http.Request;
import java.util.Optional;

/// One query parameter, checked when it is read.
record Parameter(String name, Optional<String> value) {
    private static final int LONGEST = 2_048;

    static Parameter of(Request request, String name) {
        Parameter parameter = new Parameter(name, request.query(name));
        if (parameter.value.filter(text -> text.length() > LONGEST).isPresent()) {
            throw parameter.invalid("is longer than " + LONGEST + " characters");
        }
        return parameter;
    }

    /// A whole number of at least `least` and at most `most`.
    int number(int absent, int least, int most) {
        if (value.isEmpty()) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            throw invalid("must be a whole number from " + least + " to " + most);
        }
        throw invalid("must be a whole number from " + least + " to " + most);
    }

    Refusal invalid(String reason) {
        return new Refusal(Code.INVALID_PARAMETER, name + " " + reason);
    }
}
