-- Takes public-content.sql back.
DROP TRIGGER grant_keep_faq_review ON faq_reviews;
DROP FUNCTION grant_keep_faq_review;
DROP TRIGGER grant_keep_faq ON faqs;
DROP FUNCTION grant_keep_faq;
DROP FUNCTION grant_faq_approved;
