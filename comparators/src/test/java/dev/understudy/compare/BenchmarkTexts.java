package dev.understudy.compare;

/** Answers as people get them, in two wordings each, for benchmarks. */
final class BenchmarkTexts {
    /** About 40 tokens each. */
    static final String[] SHORT = {
        "Yes, you can return it within 30 days of delivery. Please keep the original packaging, and we'll refund the $49.90 to"
                + " your card within 5 business days.",
        "You can return the item within 30 days after it was delivered. Please keep its original packaging; the $49.90 will be"
                + " refunded to your card in 5 to 7 business days."
    };

    /** About 400 tokens each. */
    static final String[] LONG = {"""
        Thanks for reaching out! I'm happy to explain how returns work for order #48213.

        ## What you can return

        Most items can be returned within **30 days** of delivery, as long as they are unused and in their original packaging. \
        A few things are excluded:

        - Gift cards and downloadable software
        - Opened hygiene products, such as earbuds or razors
        - Items that were marked "final sale" when you bought them

        ## How to send it back

        1. Open **Your orders** and choose the order from March 5, 2024.
        2. Select the items that you don't want to keep and tell us why.
        3. Print the label. If you don't have a printer, we can e-mail you a QR code instead.
        4. Drop the parcel off at any of our partner shops before April 4.

        Shipping is free for orders over $50. For smaller orders we deduct $4.95 from the refund. Your order came to $129.00, so \
        there is no charge.

        ## When you get your money

        Once the parcel arrives at our warehouse, we check it within two business days. The refund is sent to the card that you \
        paid with, and your bank usually needs another 3 to 5 days to show it. You can follow each step at \
        https://example.com/returns or call us from 9:00 to 17:00.

        Please note that we can't exchange items directly. If you would like another size, it's quickest to return the one you \
        have and place a new order. Is there anything else I can help you with?
        """, """
        Hello, and thank you for your message! Here is how you can return something from order #48213.

        ## Which items can be returned

        You have **30 days** from delivery to return most items, provided that they have not been used and are still in the \
        original packaging. These cannot be returned:

        - Gift cards and software that you have downloaded
        - Hygiene products that were opened, for example razors or earbuds
        - Anything that was sold as "final sale"

        ## What to do

        1. Go to **Your orders** and open the order of March 5, 2024.
        2. Choose what you would like to send back and pick a reason.
        3. Print the return label, or ask for a QR code if you have no printer at home.
        4. Bring the parcel to a partner shop by April 4 at the latest.

        Returns are free of charge above $50. Below that amount, we keep $4.95 of the refund for shipping. Since you paid $129.00, \
        you will not be charged.

        ## Your refund

        We look at every parcel within two business days after it has reached our warehouse. Then we send the money back to the \
        card that you used; most banks take 3 to 5 days until it appears. The current state is always shown at \
        https://example.com/returns, and our phone line is open from 9:00 to 17:00.

        A direct exchange is not possible, unfortunately. If you need a different size, please return this one first and order \
        the other one right away. Let me know if there is anything else that I can do for you!
        """};

    private BenchmarkTexts() {}
}
