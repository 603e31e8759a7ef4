-- What Trino and Athena spell in their own way. They know no macros: each is written out where it is used.

CREATE TEMP MACRO stripped(t) AS trim(BOTH U&' \0009\000A\000D' FROM t);

-- In UTF-8.
CREATE TEMP MACRO bytes(t) AS length(to_utf8(t));

CREATE TEMP MACRO full_match(t, p) AS regexp_like(t, '\A(?:' || p || ')\z');

CREATE TEMP MACRO has_match(t, p) AS regexp_like(t, p);

-- What the first group of a pattern matches; the empty text if nothing does.
CREATE TEMP MACRO extracted(t, p) AS coalesce(regexp_extract(t, p, 1), '');

-- ISO 8601, without fractions of a second; without a zone it is UTC, whatever the session's is.
CREATE TEMP MACRO parsed_time(t) AS
    try(CAST(from_iso8601_timestamp(
        replace(CASE WHEN regexp_like(t, '[T ].*(Z|[+-])') THEN regexp_replace(t, '\.[0-9]+')
                     WHEN regexp_like(t, '[T ]') THEN regexp_replace(t, '\.[0-9]+') || 'Z'
                     ELSE t || 'T00:00:00Z' END, ' ', 'T')) AT TIME ZONE 'UTC' AS TIMESTAMP));

CREATE TEMP MACRO in_utc(t) AS CAST(t AT TIME ZONE 'UTC' AS TIMESTAMP);

CREATE TEMP MACRO start_of_month(t) AS date_trunc('month', t);

CREATE TEMP MACRO next_midnight(t) AS CAST(date_add('day', 1, CAST(t AS DATE)) AS TIMESTAMP);

-- Seconds since 1970. Fractions of a second are dropped.
CREATE TEMP MACRO seconds(t) AS date_diff('second', TIMESTAMP '1970-01-01 00:00:00', t);

CREATE TEMP MACRO whole(a, b) AS (a) / (b);

CREATE TEMP MACRO month_number(s) AS
    (year(date_add('second', s, TIMESTAMP '1970-01-01 00:00:00')) * 12
        + month(date_add('second', s, TIMESTAMP '1970-01-01 00:00:00')));

CREATE TEMP MACRO is_like(t, p) AS lower(t) LIKE lower(p) ESCAPE '\';

-- JSON.
CREATE TEMP MACRO json_of(v) AS json_format(CAST(v AS JSON));

CREATE TEMP MACRO is_json(t) AS try(json_parse(t)) IS NOT NULL;

CREATE TEMP MACRO is_object(t) AS try_cast(try(json_parse(t)) AS MAP(VARCHAR, JSON)) IS NOT NULL;

-- A JSON value as text, without surrounding blanks; NULL if it says nothing.
CREATE TEMP MACRO said(v) AS
    nullif(stripped(coalesce(json_extract_scalar(v, '$'), nullif(json_format(v), 'null'))), '');

-- The value of a key, whose name may stand in blanks.
CREATE TEMP MACRO tag_in_object(t, k) AS
    coalesce(said(element_at(try_cast(try(json_parse(t)) AS MAP(VARCHAR, JSON)), k)),
             element_at(filter(transform(map_entries(try_cast(try(json_parse(t)) AS MAP(VARCHAR, JSON))),
                                         x -> CASE WHEN stripped(x[1]) = k THEN said(x[2]) END),
                               v -> v IS NOT NULL), 1));

CREATE TEMP MACRO is_list_of_pairs(t) AS
    coalesce(none_match(try_cast(try(json_parse(t)) AS ARRAY(JSON)), x -> json_extract_scalar(x, '$.key') IS NULL), false);

CREATE TEMP MACRO tag_in_list(t, k) AS
    said(json_extract(element_at(filter(try_cast(try(json_parse(t)) AS ARRAY(JSON)),
                                        x -> stripped(json_extract_scalar(x, '$.key')) = k), 1), '$.value'));
