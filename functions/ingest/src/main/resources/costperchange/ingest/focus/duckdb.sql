-- What DuckDB spells in its own way.

CREATE TEMP MACRO stripped(t) AS trim(t, e' \t\r\n');

-- In UTF-8.
CREATE TEMP MACRO bytes(t) AS strlen(t);

CREATE TEMP MACRO full_match(t, p) AS regexp_full_match(t, p);

CREATE TEMP MACRO has_match(t, p) AS regexp_matches(t, p);

-- What the first group of a pattern matches; the empty text if nothing does.
CREATE TEMP MACRO extracted(t, p) AS regexp_extract(t, p, 1);

-- A cast to TIMESTAMP would ignore an offset, so it goes by TIMESTAMPTZ.
CREATE TEMP MACRO parsed_time(t) AS CAST(try_cast(t AS TIMESTAMPTZ) AS TIMESTAMP);

CREATE TEMP MACRO in_utc(t) AS CAST(t AS TIMESTAMP);

CREATE TEMP MACRO start_of_month(t) AS CAST(date_trunc('month', t) AS TIMESTAMP);

CREATE TEMP MACRO next_midnight(t) AS CAST(CAST(t AS DATE) + 1 AS TIMESTAMP);

-- Seconds since 1970. Fractions of a second are dropped.
CREATE TEMP MACRO seconds(t) AS CASE WHEN isfinite(t) THEN epoch_ms(t) // 1000 END;

CREATE TEMP MACRO whole(a, b) AS a // b;

CREATE TEMP MACRO month_number(s) AS
    year(make_timestamp(s * 1000000)) * 12 + month(make_timestamp(s * 1000000));

CREATE TEMP MACRO is_like(t, p) AS t ILIKE p ESCAPE '\';

-- JSON.
CREATE TEMP MACRO json_of(v) AS CAST(to_json(v) AS VARCHAR);

CREATE TEMP MACRO is_json(t) AS json_valid(t);

CREATE TEMP MACRO is_object(t) AS json_type(t) = 'OBJECT';

CREATE TEMP MACRO pointer(k) AS '/' || replace(replace(k, '~', '~0'), '/', '~1');

CREATE TEMP MACRO value_of(t, k) AS nullif(stripped(json_extract_string(t, pointer(k))), '');

-- The value of a key, whose name may stand in blanks.
CREATE TEMP MACRO tag_in_object(t, k) AS
    coalesce(value_of(t, k),
             list_filter(list_transform(list_filter(json_keys(t), lambda x: stripped(x) = k),
                                        lambda x: value_of(t, x)),
                         lambda v: v IS NOT NULL)[1]);

CREATE TEMP MACRO is_list_of_pairs(t) AS
    json_type(t) = 'ARRAY' AND len(list_filter(json_extract(t, '$[*]'), lambda x: json_type(x, '/key') IS DISTINCT FROM 'VARCHAR')) = 0;

CREATE TEMP MACRO tag_in_list(t, k) AS
    nullif(stripped(json_extract_string(
        list_filter(json_extract(t, '$[*]'), lambda x: stripped(json_extract_string(x, '/key')) = k)[1], '/value')), '');
