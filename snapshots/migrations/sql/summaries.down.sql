-- Takes summaries.sql back; newest parts first where one rests on another.
DROP TRIGGER IF EXISTS grant_count_new ON applications;
DROP TRIGGER IF EXISTS grant_count_change ON applications;
DROP TRIGGER IF EXISTS grant_keep_figures ON summaries;
DROP INDEX grant_summary_bucket;
DROP FUNCTION grant_verify_summaries;
DROP FUNCTION grant_relabel_summaries;
DROP FUNCTION grant_keep_figures;
DROP FUNCTION grant_count_case;
DROP FUNCTION grant_buckets;
DROP FUNCTION grant_bucket_label;
DROP TABLE summary_labels;
