package dev.understudy.privacy;

/** Check digits of national numbers. All take digits only, check digits included, and say whether these are right. */
final class Checksums {
    private static final int[][] DIHEDRAL = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[] PERMUTATION = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};

    private Checksums() {}

    static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }

    static boolean luhn(String digits) {
        return Cards.checksum(digits) == 0;
    }

    /** Verhoeff's scheme (Aadhaar): dihedral group of order ten. */
    static boolean verhoeff(String digits) {
        int check = 0;
        for (int i = 0; i < digits.length(); i++) {
            int value = digit(digits, digits.length() - 1 - i);
            for (int times = 0; times < i % 8; times++) {
                value = PERMUTATION[value];
            }
            check = DIHEDRAL[check][value];
        }
        return check == 0;
    }

    /** The sum of digits by weights; weights run out at the first digit that has none. */
    static int weighted(String digits, int... weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += digit(digits, i) * weights[i];
        }
        return sum;
    }

    /** Brazil's CPF: two digits modulo 11. */
    static boolean cpf(String digits) {
        int first = weighted(digits, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        int second = weighted(digits, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) * 10 % 11 % 10;
        return first == digit(digits, 9) && second == digit(digits, 10);
    }

    /** Belgium's national number: 97 less the rest, with a 2 before it for those born from 2000 on. */
    static boolean belgian(String digits) {
        long number = Long.parseLong(digits, 0, 9, 10);
        int check = Integer.parseInt(digits, 9, 11, 10);
        return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
    }

    /** EAN-13, as Switzerland's AHV number has it. */
    static boolean ean13(String digits) {
        return weighted(digits, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
    }

    static boolean pesel(String digits) {
        return weighted(digits, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
    }

    /** Norway's number: two digits modulo 11. */
    static boolean norwegian(String digits) {
        return weighted(digits, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
                && weighted(digits, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
    }

    /** ISO 7064 MOD 11,10, as Germany's tax number has it. */
    static boolean mod11Mod10(String digits) {
        int product = 10;
        for (int i = 0; i < digits.length() - 1; i++) {
            int sum = (digit(digits, i) + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (11 - product) % 10 == digit(digits, digits.length() - 1);
    }

    /** France's NIR: 97 less the rest. */
    static boolean nir(String digits) {
        return 97 - Long.parseLong(digits, 0, 13, 10) % 97 == Long.parseLong(digits, 13, 15, 10);
    }

    /** China's resident number, whose check digit can be X (ten). */
    static boolean chinese(String digits) {
        int sum = weighted(digits, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
        return "10X98765432".charAt(sum % 11) == digits.charAt(17);
    }

    /** Two digits of a month and two of a day from these places on. */
    static boolean isDay(String digits, int month, int day) {
        int m = Integer.parseInt(digits, month, month + 2, 10);
        int d = Integer.parseInt(digits, day, day + 2, 10);
        return m >= 1 && m <= 12 && d >= 1 && d <= 31;
    }
}
