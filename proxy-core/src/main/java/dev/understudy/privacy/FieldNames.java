package dev.understudy.privacy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names of fields that say what their value is, in the arguments and results of tools: {@code first_name}, {@code dob}. */
final class FieldNames {
    private static final Map<String, Kind> KINDS = new HashMap<>();

    static {
        add(
                Kind.PHONE,
                "phone telephone tel mobile cell fax phonenumber mobilenumber cellphone homephone workphone msisdn");
        add(Kind.NATIONAL_ID, "ssn socialsecuritynumber socialsecurity nationalid nationalidnumber taxid nino sin");
        add(Kind.DOCUMENT, "passport passportnumber passportno driverslicense driverlicense licensenumber idnumber");
        add(Kind.BIRTH_DATE, "dob dateofbirth birthdate birthday borndate");
        add(
                Kind.PASSWORD,
                "password passwd pwd passphrase secret clientsecret apikey accesstoken authtoken privatekey pin");
        add(
                Kind.ADDRESS,
                "address streetaddress street addressline addressline1 addressline2 address1 address2 homeaddress"
                        + " billingaddress shippingaddress deliveryaddress postaladdress");
        add(
                Kind.PERSON,
                "firstname lastname fullname givenname familyname surname middlename maidenname customername patientname"
                        + " contactname personname recipientname sendername cardholder cardholdername accountholder"
                        + " displayname realname");
    }

    private FieldNames() {}

    private static void add(Kind kind, String names) {
        for (String name : names.split(" ")) {
            KINDS.put(name, kind);
        }
    }

    /** What a field of this name holds, or null where its name does not say. */
    static @Nullable Kind kind(String field) {
        return KINDS.get(plain(field));
    }

    /** {@code user_id}, {@code userId} and {@code user-id} are one. */
    static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }
}
