package byline.wire;

/// The classes of characters that the format's grammars are made of; `int` takes a `byte` or a `char` alike.
final class Ascii {
    private Ascii() {}

    static boolean isDigit(int here) {
        return here >= '0' && here <= '9';
    }

    static boolean isCapital(int here) {
        return here >= 'A' && here <= 'Z';
    }

    static boolean isSmall(int here) {
        return here >= 'a' && here <= 'z';
    }

    static boolean isLetter(int here) {
        return isCapital(here) || isSmall(here);
    }

    static boolean isLowerHex(int here) {
        return isDigit(here) || (here >= 'a' && here <= 'f');
    }

    /// A letter, a digit, `_` or `-`.
    static boolean isWordCharacter(int here) {
        return isLetter(here) || isDigit(here) || here == '_' || here == '-';
    }
}
