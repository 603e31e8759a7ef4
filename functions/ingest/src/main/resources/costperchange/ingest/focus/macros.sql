-- What a cell means, for every format and on every engine. A macro gives NULL for what it does not understand; nothing
-- here raises. What engines spell differently is in a file of each engine, under the same names.

-- A cell's text without surrounding blanks; NULL where it says that there is nothing.
CREATE TEMP MACRO clean(t) AS
    CASE WHEN lower(stripped(t)) NOT IN ('', 'null') THEN stripped(t) END;

-- An RFC 3339 time or date as TIMESTAMP in UTC; without a zone it is UTC.
-- Engines know more spellings than we allow. Google Cloud writes a blank and UTC for Z.
CREATE TEMP MACRO time_of_text(t) AS
    CASE WHEN full_match(t, '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,9})?)?(Z| UTC|[+-](0[0-9]|1[0-8])(:?[0-5][0-9])?)?)?')
    THEN parsed_time(replace(t, ' UTC', 'Z')) END;

-- A day as Azure writes it, 11/05/2026, or as above.
CREATE TEMP MACRO date_of_text(t) AS
    CASE WHEN full_match(t, '[0-9]{2}/[0-9]{2}/[0-9]{4}')
         THEN time_of_text(substr(t, 7, 4) || '-' || substr(t, 1, 2) || '-' || substr(t, 4, 2))
         ELSE time_of_text(t) END;

-- The day or the month that a text names, 2026-11-05 or 2026-11, from its start to its end. 05/11/2026 is not
-- understood: whose table it is nobody knows, and it may be May or November.
CREATE TEMP MACRO span_start(t) AS
    CASE WHEN full_match(t, '[0-9]{4}-[0-9]{2}') THEN time_of_text(t || '-01') ELSE time_of_text(t) END;

CREATE TEMP MACRO span_end(t) AS
    CASE WHEN full_match(t, '[0-9]{4}-[0-9]{2}') THEN time_of_text(t || '-01') + INTERVAL '1' MONTH
         ELSE time_of_text(t) + INTERVAL '1' DAY END;

CREATE TEMP MACRO month_end(t) AS start_of_month(t) + INTERVAL '1' MONTH;

-- An amount is the sum of a coarse part, DECIMAL(38,18), and a fine part, DECIMAL(38,36) and below 1e-18, that nearly
-- always is absent. Both add up exactly. An amount has a coarse part, or it is not understood.

CREATE TEMP MACRO is_short(t) AS full_match(t, '[+-]?([0-9]+\.?[0-9]{0,18}|\.[0-9]{1,18})');

CREATE TEMP MACRO is_number(t) AS full_match(t, '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,4})?');

-- How many digits a number has after its point once its exponent is applied. Never too few.
CREATE TEMP MACRO digits(t) AS
    length(extracted(t, '\.([0-9]*?)0*([eE]|$)'))
    - coalesce(try_cast(nullif(extracted(t, '[eE](.*)'), '') AS INTEGER), 0);

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

-- A billing account. It stands in keys of the store's table, which hold 1024 bytes; there # and % take three.
CREATE TEMP MACRO account_of(t) AS CASE WHEN bytes(t) <= 200 THEN t END;

-- The beginning of a text that is too long to be shown.
CREATE TEMP MACRO beginning(t) AS substr(t, 1, 40) || '...';

-- A currency's code. The names that bills use for currencies are in a macro of their own, made of the catalog.
CREATE TEMP MACRO is_code(t) AS length(t) <= 40 AND NOT has_match(t, '\p{Cc}');

CREATE TEMP MACRO currency_of(t) AS CASE WHEN is_code(code_named(t)) THEN code_named(t) END;

-- Whether a billing period ends after it starts and touches at most two calendar months.
CREATE TEMP MACRO is_billing_period(s, e) AS
    e > s AND month_number(e - 1) - month_number(s) <= 1;

-- A charge period that lies on one day is taken for that day, as far as it lies in the billing period, so that hours
-- of a day fall together. One that ends when it starts lasts a second.

-- What nearly all are: on one day, within the billing period. Rows are grouped by that day; it is cheap to tell.
CREATE TEMP MACRO is_within_day(s, e, b, c) AS
    e >= s AND s >= b AND s < c AND e <= c AND e <= next_midnight(s);

-- The others, in seconds. (greatest and least pass over NULL.)
CREATE TEMP MACRO on_one_day(s, e) AS whole(s, 86400) = whole(greatest(e, s + 1) - 1, 86400);

CREATE TEMP MACRO charge_start(s, e, b) AS
    CASE WHEN e < s OR e IS NULL THEN NULL
         WHEN NOT on_one_day(s, e) THEN s
         WHEN s >= b THEN greatest(whole(s, 86400) * 86400, b)
         ELSE whole(s, 86400) * 86400 END;

CREATE TEMP MACRO charge_end(s, e, b) AS
    CASE WHEN e < s OR e IS NULL THEN NULL
         WHEN NOT on_one_day(s, e) THEN greatest(e, s + 1)
         WHEN greatest(e, s + 1) <= b THEN least((whole(s, 86400) + 1) * 86400, b)
         ELSE (whole(s, 86400) + 1) * 86400 END;

-- Whether a charge posts to a day: by where its period overlaps the billing period, else anywhere in the billing
-- period. As Charge.byDay has it.
CREATE TEMP MACRO overlap_or_all(s, e, b, c, v, w) AS CASE WHEN s < c AND e > b THEN v ELSE w END;

CREATE TEMP MACRO posts(s, e, b, c, d) AS
    overlap_or_all(s, e, b, c, greatest(s, b), b) < d + 86400 AND overlap_or_all(s, e, b, c, least(e, c), c) > d;

CREATE TEMP MACRO posts_to(s, e, b, c, d) AS
    posts(seconds(s), greatest(seconds(e), seconds(s) + 1), seconds(b), seconds(c), seconds(CAST(d AS TIMESTAMP)));

-- Amounts that are multiplied, exactly: at most ten digits before the point and nine after it.
CREATE TEMP MACRO short_amount(t) AS
    CASE WHEN is_number(t) THEN CASE WHEN digits(t) <= 9 THEN try_cast(t AS DECIMAL(19,9)) END END;

CREATE TEMP MACRO is_percent(t) AS full_match(t, '[0-9]+(\.[0-9]{1,7})? ?%');

-- A factor: 0.2 or 20 %.
CREATE TEMP MACRO factor_of(t) AS
    CASE WHEN is_percent(t)
         THEN try_cast(extracted(t, '([0-9.]+)') AS DECIMAL(17,7)) * CAST('0.01' AS DECIMAL(2,2))
         ELSE short_amount(t) END;

-- Tags: JSON, either an object or, as Google Cloud and Oracle may write it, a list of keys and values.
CREATE TEMP MACRO says_tags(t) AS CASE WHEN is_json(t) THEN is_object(t) OR is_list_of_pairs(t) ELSE false END;

CREATE TEMP MACRO tag_of(t, k) AS CASE WHEN is_object(t) THEN tag_in_object(t, k) ELSE tag_in_list(t, k) END;

-- Azure may leave out the braces.
CREATE TEMP MACRO with_braces(t) AS CASE WHEN substr(t, 1, 1) = '"' THEN '{' || t || '}' ELSE t END;
