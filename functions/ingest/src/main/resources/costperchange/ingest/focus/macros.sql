-- What a FOCUS cell means, for every format. A macro gives NULL for what it does not understand; nothing here raises.

-- A cell's text without surrounding blanks; NULL where it says that there is nothing.
CREATE TEMP MACRO clean(t) AS
    CASE WHEN lower(trim(t, e' \t\r\n')) NOT IN ('', 'null') THEN trim(t, e' \t\r\n') END;

-- An RFC 3339 time or date as TIMESTAMP in UTC; without a zone it is UTC.
-- A cast to TIMESTAMP would ignore an offset, so it goes by TIMESTAMPTZ; and casts know more spellings than we allow.
CREATE TEMP MACRO time_of_text(t) AS
    CASE WHEN regexp_full_match(t, '\d{4}-\d{2}-\d{2}([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-8])(:?[0-5]\d)?)?)?')
    THEN CAST(try_cast(t AS TIMESTAMPTZ) AS TIMESTAMP) END;

-- Seconds since 1970. Fractions of a second are dropped.
CREATE TEMP MACRO seconds(t) AS
    CASE WHEN isfinite(t) THEN epoch_ms(t) // 1000 END;

-- An amount is the sum of a coarse part, DECIMAL(38,18), and a fine part, DECIMAL(38,36) and below 1e-18, that nearly
-- always is absent. Both add up exactly. An amount has a coarse part, or it is not understood.

CREATE TEMP MACRO is_short(t) AS regexp_full_match(t, '[+-]?([0-9]+\.?[0-9]{0,18}|\.[0-9]{1,18})');

CREATE TEMP MACRO is_number(t) AS regexp_full_match(t, '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?');

-- How many digits a number has after its point once its exponent is applied. Never too few.
CREATE TEMP MACRO digits(t) AS
    length(rtrim(regexp_extract(t, '\.([0-9]*)', 1), '0'))
    - coalesce(try_cast(nullif(regexp_extract(t, '[eE](.*)', 1), '') AS INTEGER), 0);

CREATE TEMP MACRO coarse_of_text(t) AS
    CASE WHEN is_short(t) THEN try_cast(t AS DECIMAL(38,18))
         WHEN NOT is_number(t) THEN NULL
         WHEN digits(t) <= 18 THEN try_cast(t AS DECIMAL(38,18))
         WHEN digits(t) <= 36 THEN try_cast(try_cast(t AS DECIMAL(38,36)) AS DECIMAL(38,18)) END;

CREATE TEMP MACRO fine_of_text(t) AS
    CASE WHEN is_short(t) OR NOT is_number(t) THEN NULL
         WHEN digits(t) BETWEEN 19 AND 36
         THEN try_cast(t AS DECIMAL(38,36)) - CAST(try_cast(try_cast(t AS DECIMAL(38,36)) AS DECIMAL(38,18)) AS DECIMAL(38,36)) END;

-- A double means its shortest text. Decimals of at most 15 digits have doubles of their own, so if one gives the double
-- back it is what that text says, and the text need not be made: that is four times as fast.
CREATE TEMP MACRO is_plain(x) AS CAST(try_cast(x AS DECIMAL(15,12)) AS DOUBLE) = x;

CREATE TEMP MACRO coarse_of_double(x) AS
    CASE WHEN is_plain(x) THEN CAST(try_cast(x AS DECIMAL(15,12)) AS DECIMAL(38,18))
         ELSE coarse_of_text(CAST(x AS VARCHAR)) END;

CREATE TEMP MACRO fine_of_double(x) AS
    CASE WHEN is_plain(x) THEN NULL ELSE fine_of_text(CAST(x AS VARCHAR)) END;

-- Labels that FOCUS gives a fixed spelling.
CREATE TEMP MACRO category_of(t) AS
    CASE lower(t) WHEN 'usage' THEN 'Usage' WHEN 'purchase' THEN 'Purchase' WHEN 'tax' THEN 'Tax'
                  WHEN 'credit' THEN 'Credit' WHEN 'adjustment' THEN 'Adjustment' END;

CREATE TEMP MACRO correction_of(t) AS
    CASE WHEN t IS NULL THEN false WHEN lower(t) = 'correction' THEN true END;

-- A currency's code. The names that bills use for currencies are in a macro of their own, made of the catalog.
CREATE TEMP MACRO is_code(t) AS length(t) <= 40 AND NOT regexp_matches(t, '[\x00-\x1f\x7f-\x9f]');

CREATE TEMP MACRO currency_of(t) AS CASE WHEN is_code(code_named(t)) THEN code_named(t) END;

-- Whether a billing period ends after it starts and touches at most two calendar months.
CREATE TEMP MACRO is_billing_period(s, e) AS
    e > s AND datediff('month', make_timestamp(s * 1000000), make_timestamp((e - 1) * 1000000)) <= 1;

-- A charge period that lies on one day is taken for that day, as far as it lies in the billing period, so that hours
-- of a day fall together. One that ends when it starts lasts a second.

-- What nearly all are: on one day, within the billing period. Rows are grouped by that day; it is cheap to tell.
CREATE TEMP MACRO is_within_day(s, e, b, c) AS
    e >= s AND s >= b AND s < c AND e <= c AND e <= CAST(CAST(s AS DATE) + 1 AS TIMESTAMP);

-- The others, in seconds. (greatest and least pass over NULL.)
CREATE TEMP MACRO on_one_day(s, e) AS s // 86400 = (greatest(e, s + 1) - 1) // 86400;

CREATE TEMP MACRO charge_start(s, e, b) AS
    CASE WHEN e < s OR e IS NULL THEN NULL
         WHEN NOT on_one_day(s, e) THEN s
         WHEN s >= b THEN greatest(s // 86400 * 86400, b)
         ELSE s // 86400 * 86400 END;

CREATE TEMP MACRO charge_end(s, e, b) AS
    CASE WHEN e < s OR e IS NULL THEN NULL
         WHEN NOT on_one_day(s, e) THEN greatest(e, s + 1)
         WHEN greatest(e, s + 1) <= b THEN least((s // 86400 + 1) * 86400, b)
         ELSE (s // 86400 + 1) * 86400 END;

-- Whether a charge posts to a day: by where its period overlaps the billing period, else anywhere in the billing
-- period. As Charge.byDay has it.
CREATE TEMP MACRO overlap_or_all(s, e, b, c, v, w) AS CASE WHEN s < c AND e > b THEN v ELSE w END;

CREATE TEMP MACRO posts(s, e, b, c, d) AS
    overlap_or_all(s, e, b, c, greatest(s, b), b) < d + 86400 AND overlap_or_all(s, e, b, c, least(e, c), c) > d;

CREATE TEMP MACRO posts_to(s, e, b, c, d) AS
    posts(seconds(s), greatest(seconds(e), seconds(s) + 1), seconds(b), seconds(c), epoch_ms(d) // 1000);

-- Tags: the text of a JSON object, and the value of a key in it, whose name may stand in blanks.
CREATE TEMP MACRO is_object(t) AS CASE WHEN json_valid(t) THEN json_type(t) = 'OBJECT' ELSE false END;

CREATE TEMP MACRO pointer(k) AS '/' || replace(replace(k, '~', '~0'), '/', '~1');

CREATE TEMP MACRO value_of(t, k) AS nullif(trim(json_extract_string(t, pointer(k)), e' \t\r\n'), '');

CREATE TEMP MACRO tag_of(t, k) AS
    coalesce(value_of(t, k),
             list_filter(list_transform(list_filter(json_keys(t), lambda x: trim(x, e' \t\r\n') = k),
                                        lambda x: value_of(t, x)),
                         lambda v: v IS NOT NULL)[1]);
