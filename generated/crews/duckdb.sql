-- made by kpidsl generate, not to be edited
-- Monthly appraisal of the heading crews (version 1) computed in SQL for DuckDB
-- Load a month into the table scan, then run this file; the queries at its end give points, totals and grades, findings.
-- The tables are checked first: where one row is wrong the findings say so, and nothing else is published.
-- Every number is stored as a whole number: each column says as what it stores 1 of its unit. With one “error” among the
-- findings the results of the month are void.

-- The data, a row a unit; where the state is not 0 the number is NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- unit
  "class" VARCHAR, -- class: heading crew
  "order" BIGINT, -- place in the roster, from 0 without a gap
  "data:Advance·planned" BIGINT, -- Advance·planned, 1 m is stored as 100
  "state:data:Advance·planned" BIGINT, -- Advance·planned·state: 0 given, 1 not applicable, 2 unreported, 3 not appraised
  "data:Advance·driven" BIGINT, -- Advance·driven, 1 m is stored as 100
  "state:data:Advance·driven" BIGINT, -- Advance·driven·state: 0 given, 1 not applicable, 2 unreported, 3 not appraised
  "entered:Safety record" BIGINT, -- Safety record·entered, 1 is stored as 10
  "state:entered:Safety record" BIGINT, -- Safety record·entered·state: 0 given, 1 not applicable, 2 unreported, 3 not appraised
  "data:Safety record·accidents" BIGINT, -- Safety record·accidents, 1 event is stored as 1
  "state:data:Safety record·accidents" BIGINT -- Safety record·accidents·state: 0 given, 1 not applicable, 2 unreported, 3 not appraised
);

-- scan is looked through first: the rows with something wrong, a code in the column where it is; usually none
-- The columns of owed say what a class owes: 0 is not appraised, 1 has to report, 2 may leave it unreported
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1") AS (
  VALUES ('heading crew', 1)
), "all rows" AS (
  SELECT COUNT(*) AS "#rows" FROM "scan"
), "units" AS (
  SELECT "unit" AS "#twice" FROM "scan" GROUP BY "unit" HAVING COUNT(*) > 1
), "places" AS (
  SELECT "order" AS "#twice" FROM "scan" GROUP BY "order" HAVING COUNT(*) > 1
), "checks" AS (
  SELECT "order" AS "#at", "unit" AS "#unit", "class" AS "#class",
    -- unit
    CASE
      WHEN "unit" IS NULL OR "unit" = '' THEN 'K529' WHEN "units"."#twice" IS NOT NULL THEN 'K522'
    END AS "fault:unit",
    -- class
    CASE WHEN "owed"."#class" IS NULL THEN 'K528' END AS "fault:class",
    -- place in the roster
    CASE
      WHEN "order" IS NULL OR "order" NOT BETWEEN 0 AND "#rows" - 1 THEN 'K572'
      WHEN "places"."#twice" IS NOT NULL THEN 'K572'
    END AS "fault:order",
    -- Advance·planned
    CASE
      WHEN "state:data:Advance·planned" IS NULL
        OR "state:data:Advance·planned" NOT BETWEEN 0 AND 3
        OR ("state:data:Advance·planned" = 0) <> ("data:Advance·planned" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:Advance·planned" = 3 OR "state:data:Advance·planned" = 2 THEN 'K562'
      WHEN "data:Advance·planned" NOT BETWEEN 100 AND 100000 THEN 'K534'
    END AS "fault:data:Advance·planned",
    -- Advance·driven
    CASE
      WHEN "state:data:Advance·driven" IS NULL
        OR "state:data:Advance·driven" NOT BETWEEN 0 AND 3
        OR ("state:data:Advance·driven" = 0) <> ("data:Advance·driven" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:Advance·driven" = 3 OR "state:data:Advance·driven" = 2 THEN 'K562'
      WHEN "data:Advance·driven" NOT BETWEEN 0 AND 100000 THEN 'K534'
    END AS "fault:data:Advance·driven",
    -- Safety record·entered
    CASE
      WHEN "state:entered:Safety record" IS NULL
        OR "state:entered:Safety record" NOT BETWEEN 0 AND 3
        OR ("state:entered:Safety record" = 0) <> ("entered:Safety record" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:Safety record" = 3 OR "state:entered:Safety record" = 2 THEN 'K562'
      WHEN "entered:Safety record" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:Safety record" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:Safety record",
    -- Safety record·accidents
    CASE
      WHEN "state:data:Safety record·accidents" IS NULL
        OR "state:data:Safety record·accidents" NOT BETWEEN 0 AND 3
        OR ("state:data:Safety record·accidents" = 0) <> ("data:Safety record·accidents" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:Safety record·accidents" = 3 OR "state:data:Safety record·accidents" = 2 THEN 'K562'
      WHEN "data:Safety record·accidents" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:Safety record·accidents"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:data:Advance·planned", "fault:data:Advance·driven",
  "fault:entered:Safety record", "fault:data:Safety record·accidents"
) IS NOT NULL;

-- What is wrong, a row each; with one of them nothing is published
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, 'unit'),
    (1, 'class'),
    (2, 'place in the roster'),
    (3, 'Advance·planned'),
    (4, 'Advance·driven'),
    (5, 'Safety record·entered'),
    (6, 'Safety record·accidents')
), "codes" ("#code", "#severity", "#finding") AS (
  VALUES ('K522', 'error', 'A unit with two rows'),
    ('K528', 'error', 'No such class'),
    ('K529', 'error', 'A row without a unit'),
    ('K533', 'error', 'More decimals than declared'),
    ('K534', 'error', 'Out of range'),
    ('K562', 'error', 'Cells are missing'),
    ('K572', 'error', 'Places with a gap or twice'),
    ('K573', 'error', 'A state that contradicts its number or class')
), "found" AS (
  SELECT "#unit", "#class", 0 AS "#table", COALESCE("#at", -1) AS "#at", "#place", "#name",
    CASE "#place"
      WHEN 0 THEN "fault:unit"
      WHEN 1 THEN "fault:class"
      WHEN 2 THEN "fault:order"
      WHEN 3 THEN "fault:data:Advance·planned"
      WHEN 4 THEN "fault:data:Advance·driven"
      WHEN 5 THEN "fault:entered:Safety record"
      WHEN 6 THEN "fault:data:Safety record·accidents"
    END AS "#code"
  FROM "odd scan" CROSS JOIN "columns 1"
)
SELECT "#code" AS "code", "#severity" AS "severity", "#finding" AS "finding", "#name" AS "indicator",
  COALESCE("#unit", '') AS "unit", COALESCE("#class", '') AS "class", "#table" - 1 AS "#report", "#at", "#place"
FROM "found" JOIN "codes" USING ("#code");

-- scan as the steps below read it: no row while anything is wrong
CREATE TEMP VIEW "checked scan" AS
SELECT * FROM "scan"
WHERE NOT EXISTS (SELECT 1 FROM "faults");

CREATE TEMP TABLE "stage 1 stored" AS
WITH "weights 1" ("class", "weight:Advance", "weight:Safety record") AS (
  VALUES ('heading crew', CAST(65 AS BIGINT), CAST(35 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:Advance·driven", "data:Advance·planned", "data:Safety record·accidents",
    "entered:Safety record", "state:data:Advance·driven", "state:data:Advance·planned", "state:entered:Safety record",
    "unit", "weight:Advance", "weight:Safety record"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- Advance·state
    CAST(CASE
      WHEN "state:data:Advance·driven" = 2 OR "state:data:Advance·planned" = 2 THEN 2
      WHEN "state:data:Advance·driven" = 1 OR "state:data:Advance·planned" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:Advance",
    -- Advance·mark
    ("data:Advance·planned" * 95) - ("data:Advance·driven" * 100) AS "MARK:Advance#1",
    -- Safety record·state
    CAST(CASE
      WHEN "state:entered:Safety record" = 2 THEN 2 WHEN "state:entered:Safety record" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:Safety record",
    -- Accident·veto
    "class" IN ('heading crew') AND COALESCE("data:Safety record·accidents" > 0, FALSE) AS "fired:Accident"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- Advance·mark
    CAST(CASE
      WHEN ("data:Advance·planned" * 0) >= "MARK:Advance#1" THEN 0
      WHEN ("data:Advance·planned" * 0) < "MARK:Advance#1" THEN 1
    END AS BIGINT) AS "MARK:Advance#2",
    -- Safety record·mark
    CASE
      WHEN "state:Safety record" = 0 THEN "entered:Safety record"
      WHEN "state:Safety record" = 4 THEN 1000
      WHEN "state:Safety record" = 5 THEN 0
    END AS "mark:Safety record"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- Advance·mark
    CASE WHEN "MARK:Advance#2" = 0 THEN 1 ELSE "data:Advance·planned" END AS "MARK:Advance#3",
    CASE WHEN "MARK:Advance#2" = 0 THEN 0 WHEN "MARK:Advance#2" = 1 THEN "MARK:Advance#1" END AS "MARK:Advance#4"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- Advance·mark
    CASE
      WHEN "state:Advance" = 0
        THEN CASE
          WHEN NOT ("MARK:Advance#4" IS NULL OR "MARK:Advance#3" IS NULL)
            THEN GREATEST(
              100
                - (((
                  "MARK:Advance#4"
                    + CASE WHEN "MARK:Advance#4" < 0 THEN -("MARK:Advance#3" - 1) ELSE ("MARK:Advance#3" - 1) END
                ) // "MARK:Advance#3") * 2), 0
            )
        END
      WHEN "state:Advance" = 4 THEN 100
      WHEN "state:Advance" = 5 THEN 0
    END AS "mark:Advance"
  FROM "layer 3"
)
SELECT "order", "weight:Advance", "weight:Safety record", CAST("state:Advance" AS TINYINT) AS "state:Advance",
  CAST("mark:Advance" AS TINYINT) AS "mark:Advance", CAST("state:Safety record" AS TINYINT) AS "state:Safety record",
  CAST("mark:Safety record" AS SMALLINT) AS "mark:Safety record", "fired:Accident", "class", "unit"
FROM "layer 4";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", "weight:Advance", "weight:Safety record", CAST("state:Advance" AS BIGINT) AS "state:Advance",
  CAST("mark:Advance" AS BIGINT) AS "mark:Advance", CAST("state:Safety record" AS BIGINT) AS "state:Safety record",
  CAST("mark:Safety record" AS BIGINT) AS "mark:Safety record", "fired:Accident", "class", "unit"
FROM "stage 1 stored";

-- Accident·veto
CREATE TEMP TABLE "reach 8" AS
WITH own AS MATERIALIZED (
  SELECT "class", "order", "unit", "fired:Accident" AS "#fires"
  FROM "stage 1"
)
SELECT own."order", own."#fires" AS "veto:Accident"
FROM own;

CREATE TEMP TABLE "stage 2 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "data:Advance·driven", "data:Advance·planned", "mark:Advance", "mark:Safety record", "unit",
    "veto:Accident", "weight:Advance", "weight:Safety record"
  FROM (
    SELECT "order", "class", "mark:Advance", "mark:Safety record", "unit", "weight:Advance", "weight:Safety record"
    FROM "stage 1"
  ) AS "stage 1"
  JOIN (
    SELECT "order", "data:Advance·driven", "data:Advance·planned" FROM "checked scan"
  ) AS "checked scan" USING ("order")
  JOIN (SELECT "order", "veto:Accident" FROM "reach 8") AS "reach 8" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- Advance·target
    ("class" IN ('heading crew') AND "data:Advance·driven" IS NOT NULL AND "data:Advance·planned" IS NOT NULL)
      AND COALESCE(("data:Advance·driven" * 20) >= ("data:Advance·planned" * 19), FALSE) AS "met:Advance:0",
    -- weight
    (CASE WHEN "mark:Advance" IS NOT NULL THEN "weight:Advance" ELSE 0 END)
      + (CASE WHEN "mark:Safety record" IS NOT NULL THEN "weight:Safety record" ELSE 0 END) AS "kept"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- Advance·points
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:Advance#5",
    -- error[K541] Nothing to score
    "kept" <= 0 AS "report:14"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- Advance·points
    CASE
      WHEN 100 = "kept" THEN "mark:Advance" * "weight:Advance"
      ELSE (("mark:Advance" * "weight:Advance" * 100) + ("POINTS:Advance#5" // 2)) // "POINTS:Advance#5"
    END AS "points:Advance",
    -- Safety record·points
    CASE
      WHEN 100 = "kept" THEN (("mark:Safety record" * "weight:Safety record") + 5) // 10
      ELSE (("mark:Safety record" * "weight:Safety record" * 10) + ("POINTS:Advance#5" // 2)) // "POINTS:Advance#5"
    END AS "points:Safety record"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- total
    (CASE WHEN "points:Advance" IS NOT NULL THEN "points:Advance" ELSE 0 END)
      + (CASE WHEN "points:Safety record" IS NOT NULL THEN "points:Safety record" ELSE 0 END) AS "summed"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- total
    CASE
      WHEN "veto:Accident" THEN CASE WHEN NOT ("summed" IS NULL) THEN LEAST("summed", 5900) END ELSE "summed"
    END AS "total"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- Grade
    CASE
      WHEN "class" IN ('heading crew')
        THEN CAST(CASE
          WHEN "total" >= 9500 THEN 0
          WHEN "total" >= 8500 AND "total" < 9500 THEN 1
          WHEN "total" >= 6000 AND "total" < 8500 THEN 2
          WHEN "total" < 6000 THEN 3
        END AS BIGINT)
    END AS "placed:Grade"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- Grade
    CASE
      WHEN "veto:Accident" AND "class" IN ('heading crew')
        THEN CASE
          WHEN "placed:Grade" IS NOT NULL
            THEN CASE WHEN NOT ("placed:Grade" IS NULL) THEN GREATEST("placed:Grade", 3) END
          ELSE 3
        END
      ELSE "placed:Grade"
    END AS "after:Grade:Accident"
  FROM "layer 6"
)
SELECT "order", CAST("points:Advance" AS INTEGER) AS "points:Advance",
  CAST("points:Safety record" AS INTEGER) AS "points:Safety record", "report:14", CAST("total" AS INTEGER) AS "total",
  CAST("after:Grade:Accident" AS TINYINT) AS "after:Grade:Accident", "class", "unit", "veto:Accident"
FROM "layer 7";

CREATE TEMP VIEW "stage 2" AS
SELECT "order", CAST("points:Advance" AS BIGINT) AS "points:Advance",
  CAST("points:Safety record" AS BIGINT) AS "points:Safety record", "report:14", CAST("total" AS BIGINT) AS "total",
  CAST("after:Grade:Accident" AS BIGINT) AS "after:Grade:Accident", "class", "unit", "veto:Accident"
FROM "stage 2 stored";

-- points
SELECT "unit" AS "unit", "class" AS "class",
  COALESCE(
    CAST(("mark:Advance") AS VARCHAR),
    CASE "state:Advance"
      WHEN 1 THEN 'not applicable' WHEN 2 THEN 'unreported' WHEN 3 THEN '-' WHEN 7 THEN 'recused' ELSE ''
    END
  ) AS "Advance·mark",
  COALESCE(
    CAST(CAST(("points:Advance") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "Advance·points",
  COALESCE(
    CAST(CAST(("mark:Safety record") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:Safety record"
      WHEN 1 THEN 'not applicable' WHEN 2 THEN 'unreported' WHEN 3 THEN '-' WHEN 7 THEN 'recused' ELSE ''
    END
  ) AS "Safety record·mark",
  COALESCE(
    CAST(CAST(("points:Safety record") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "Safety record·points"
FROM (SELECT "order", "class", "points:Advance", "points:Safety record", "unit" FROM "stage 2") AS "stage 2"
  JOIN (
    SELECT "order", "mark:Advance", "mark:Safety record", "state:Advance", "state:Safety record" FROM "stage 1"
  ) AS "stage 1" USING ("order")
ORDER BY "order";

-- totals, places, grades
SELECT "unit" AS "unit", "class" AS "class",
  COALESCE(CAST(CAST(("total") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "total",
  COALESCE(CAST(CAST(("total") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "composite",
  CASE "after:Grade:Accident"
    WHEN 0 THEN 'excellent' WHEN 1 THEN 'good' WHEN 2 THEN 'pass' WHEN 3 THEN 'fail' ELSE ''
  END AS "Grade", CONCAT_WS(', ', CASE WHEN "veto:Accident" THEN 'Accident' END) AS "vetoes"
FROM "stage 2"
ORDER BY "order";

-- findings
SELECT "code", "severity", "finding", "indicator", "unit", "class" FROM (
  SELECT "code", "severity", "finding", "indicator", "unit", "class", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "code", 'error' AS "severity", 'Nothing to score' AS "finding", '' AS "indicator", "unit" AS "unit",
    "class" AS "class", 14 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:14"
)
ORDER BY "#report", "#at", "#place";
