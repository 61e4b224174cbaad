-- 由 kpidsl generate 生成，不要手改
-- 《掘进队月度考核办法》（版本 1）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：掘进队
  "order" BIGINT, -- 名单次序，从 0 起连续
  "data:掘进进尺·计划" BIGINT, -- 掘进进尺·计划，1 米 存成 100
  "state:data:掘进进尺·计划" BIGINT, -- 掘进进尺·计划·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:掘进进尺·实际" BIGINT, -- 掘进进尺·实际，1 米 存成 100
  "state:data:掘进进尺·实际" BIGINT, -- 掘进进尺·实际·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:安全管理" BIGINT, -- 安全管理·打分，1 存成 10
  "state:entered:安全管理" BIGINT, -- 安全管理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全管理·安全事故" BIGINT, -- 安全管理·安全事故，1 起 存成 1
  "state:data:安全管理·安全事故" BIGINT -- 安全管理·安全事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1") AS (
  VALUES ('掘进队', 1)
), "all rows" AS (
  SELECT COUNT(*) AS "#rows" FROM "scan"
), "units" AS (
  SELECT "unit" AS "#twice" FROM "scan" GROUP BY "unit" HAVING COUNT(*) > 1
), "places" AS (
  SELECT "order" AS "#twice" FROM "scan" GROUP BY "order" HAVING COUNT(*) > 1
), "checks" AS (
  SELECT "order" AS "#at", "unit" AS "#unit", "class" AS "#class",
    -- 单位
    CASE
      WHEN "unit" IS NULL OR "unit" = '' THEN 'K529' WHEN "units"."#twice" IS NOT NULL THEN 'K522'
    END AS "fault:unit",
    -- 单位分类
    CASE WHEN "owed"."#class" IS NULL THEN 'K528' END AS "fault:class",
    -- 名单次序
    CASE
      WHEN "order" IS NULL OR "order" NOT BETWEEN 0 AND "#rows" - 1 THEN 'K572'
      WHEN "places"."#twice" IS NOT NULL THEN 'K572'
    END AS "fault:order",
    -- 掘进进尺·计划
    CASE
      WHEN "state:data:掘进进尺·计划" IS NULL
        OR "state:data:掘进进尺·计划" NOT BETWEEN 0 AND 3
        OR ("state:data:掘进进尺·计划" = 0) <> ("data:掘进进尺·计划" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:掘进进尺·计划" = 3 OR "state:data:掘进进尺·计划" = 2 THEN 'K562'
      WHEN "data:掘进进尺·计划" NOT BETWEEN 100 AND 100000 THEN 'K534'
    END AS "fault:data:掘进进尺·计划",
    -- 掘进进尺·实际
    CASE
      WHEN "state:data:掘进进尺·实际" IS NULL
        OR "state:data:掘进进尺·实际" NOT BETWEEN 0 AND 3
        OR ("state:data:掘进进尺·实际" = 0) <> ("data:掘进进尺·实际" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:掘进进尺·实际" = 3 OR "state:data:掘进进尺·实际" = 2 THEN 'K562'
      WHEN "data:掘进进尺·实际" NOT BETWEEN 0 AND 100000 THEN 'K534'
    END AS "fault:data:掘进进尺·实际",
    -- 安全管理·打分
    CASE
      WHEN "state:entered:安全管理" IS NULL
        OR "state:entered:安全管理" NOT BETWEEN 0 AND 3
        OR ("state:entered:安全管理" = 0) <> ("entered:安全管理" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:安全管理" = 3 OR "state:entered:安全管理" = 2 THEN 'K562'
      WHEN "entered:安全管理" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:安全管理" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:安全管理",
    -- 安全管理·安全事故
    CASE
      WHEN "state:data:安全管理·安全事故" IS NULL
        OR "state:data:安全管理·安全事故" NOT BETWEEN 0 AND 3
        OR ("state:data:安全管理·安全事故" = 0) <> ("data:安全管理·安全事故" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:安全管理·安全事故" = 3 OR "state:data:安全管理·安全事故" = 2 THEN 'K562'
      WHEN "data:安全管理·安全事故" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:安全管理·安全事故"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:data:掘进进尺·计划", "fault:data:掘进进尺·实际",
  "fault:entered:安全管理", "fault:data:安全管理·安全事故"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '掘进进尺·计划'),
    (4, '掘进进尺·实际'),
    (5, '安全管理·打分'),
    (6, '安全管理·安全事故')
), "codes" ("#code", "#severity", "#finding") AS (
  VALUES ('K522', '错误', '一个单位有两行'),
    ('K528', '错误', '没有这个单位分类'),
    ('K529', '错误', '一行没写单位'),
    ('K533', '错误', '小数位数比规定的多'),
    ('K534', '错误', '超出规定的范围'),
    ('K562', '错误', '还缺数'),
    ('K572', '错误', '次序有缺号或重号'),
    ('K573', '错误', '情况和数、和单位分类对不上')
), "found" AS (
  SELECT "#unit", "#class", 0 AS "#table", COALESCE("#at", -1) AS "#at", "#place", "#name",
    CASE "#place"
      WHEN 0 THEN "fault:unit"
      WHEN 1 THEN "fault:class"
      WHEN 2 THEN "fault:order"
      WHEN 3 THEN "fault:data:掘进进尺·计划"
      WHEN 4 THEN "fault:data:掘进进尺·实际"
      WHEN 5 THEN "fault:entered:安全管理"
      WHEN 6 THEN "fault:data:安全管理·安全事故"
    END AS "#code"
  FROM "odd scan" CROSS JOIN "columns 1"
)
SELECT "#code" AS "代码", "#severity" AS "程度", "#finding" AS "说明", "#name" AS "指标",
  COALESCE("#unit", '') AS "被考核单位", COALESCE("#class", '') AS "单位分类", "#table" - 1 AS "#report", "#at",
  "#place"
FROM "found" JOIN "codes" USING ("#code");

-- 以下各步从这里读 scan；有一处问题，就一行也没有
CREATE TEMP VIEW "checked scan" AS
SELECT * FROM "scan"
WHERE NOT EXISTS (SELECT 1 FROM "faults");

CREATE TEMP TABLE "stage 1 stored" AS
WITH "weights 1" ("class", "weight:掘进进尺", "weight:安全管理") AS (
  VALUES ('掘进队', CAST(65 AS BIGINT), CAST(35 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:安全管理·安全事故", "data:掘进进尺·实际", "data:掘进进尺·计划", "entered:安全管理",
    "state:data:掘进进尺·实际", "state:data:掘进进尺·计划", "state:entered:安全管理", "unit", "weight:掘进进尺",
    "weight:安全管理"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 掘进进尺·情况
    CAST(CASE
      WHEN "state:data:掘进进尺·实际" = 2 OR "state:data:掘进进尺·计划" = 2 THEN 2
      WHEN "state:data:掘进进尺·实际" = 1 OR "state:data:掘进进尺·计划" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:掘进进尺",
    -- 掘进进尺·考评分
    ("data:掘进进尺·计划" * 95) - ("data:掘进进尺·实际" * 100) AS "MARK:掘进进尺#1",
    -- 安全管理·情况
    CAST(CASE
      WHEN "state:entered:安全管理" = 2 THEN 2 WHEN "state:entered:安全管理" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:安全管理",
    -- 安全事故·一票否决
    "class" IN ('掘进队') AND COALESCE("data:安全管理·安全事故" > 0, FALSE) AS "fired:安全事故"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 掘进进尺·考评分
    CAST(CASE
      WHEN ("data:掘进进尺·计划" * 0) >= "MARK:掘进进尺#1" THEN 0
      WHEN ("data:掘进进尺·计划" * 0) < "MARK:掘进进尺#1" THEN 1
    END AS BIGINT) AS "MARK:掘进进尺#2",
    -- 安全管理·考评分
    CASE
      WHEN "state:安全管理" = 0 THEN "entered:安全管理"
      WHEN "state:安全管理" = 4 THEN 1000
      WHEN "state:安全管理" = 5 THEN 0
    END AS "mark:安全管理"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 掘进进尺·考评分
    CASE WHEN "MARK:掘进进尺#2" = 0 THEN 1 ELSE "data:掘进进尺·计划" END AS "MARK:掘进进尺#3",
    CASE WHEN "MARK:掘进进尺#2" = 0 THEN 0 WHEN "MARK:掘进进尺#2" = 1 THEN "MARK:掘进进尺#1" END AS "MARK:掘进进尺#4"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 掘进进尺·考评分
    CASE
      WHEN "state:掘进进尺" = 0
        THEN CASE
          WHEN NOT ("MARK:掘进进尺#4" IS NULL OR "MARK:掘进进尺#3" IS NULL)
            THEN GREATEST(
              100
                - (((
                  "MARK:掘进进尺#4"
                    + CASE WHEN "MARK:掘进进尺#4" < 0 THEN -("MARK:掘进进尺#3" - 1) ELSE ("MARK:掘进进尺#3" - 1) END
                ) // "MARK:掘进进尺#3") * 2), 0
            )
        END
      WHEN "state:掘进进尺" = 4 THEN 100
      WHEN "state:掘进进尺" = 5 THEN 0
    END AS "mark:掘进进尺"
  FROM "layer 3"
)
SELECT "order", "weight:掘进进尺", "weight:安全管理", CAST("state:掘进进尺" AS TINYINT) AS "state:掘进进尺",
  CAST("mark:掘进进尺" AS TINYINT) AS "mark:掘进进尺", CAST("state:安全管理" AS TINYINT) AS "state:安全管理",
  CAST("mark:安全管理" AS SMALLINT) AS "mark:安全管理", "fired:安全事故", "class", "unit"
FROM "layer 4";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", "weight:掘进进尺", "weight:安全管理", CAST("state:掘进进尺" AS BIGINT) AS "state:掘进进尺",
  CAST("mark:掘进进尺" AS BIGINT) AS "mark:掘进进尺", CAST("state:安全管理" AS BIGINT) AS "state:安全管理",
  CAST("mark:安全管理" AS BIGINT) AS "mark:安全管理", "fired:安全事故", "class", "unit"
FROM "stage 1 stored";

-- 安全事故·一票否决
CREATE TEMP TABLE "reach 8" AS
WITH own AS MATERIALIZED (
  SELECT "class", "order", "unit", "fired:安全事故" AS "#fires"
  FROM "stage 1"
)
SELECT own."order", own."#fires" AS "veto:安全事故"
FROM own;

CREATE TEMP TABLE "stage 2 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "data:掘进进尺·实际", "data:掘进进尺·计划", "mark:安全管理", "mark:掘进进尺", "unit",
    "veto:安全事故", "weight:安全管理", "weight:掘进进尺"
  FROM (
    SELECT "order", "class", "mark:安全管理", "mark:掘进进尺", "unit", "weight:安全管理", "weight:掘进进尺"
    FROM "stage 1"
  ) AS "stage 1"
  JOIN (
    SELECT "order", "data:掘进进尺·实际", "data:掘进进尺·计划" FROM "checked scan"
  ) AS "checked scan" USING ("order")
  JOIN (SELECT "order", "veto:安全事故" FROM "reach 8") AS "reach 8" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 掘进进尺·目标值
    ("class" IN ('掘进队') AND "data:掘进进尺·实际" IS NOT NULL AND "data:掘进进尺·计划" IS NOT NULL)
      AND COALESCE(("data:掘进进尺·实际" * 20) >= ("data:掘进进尺·计划" * 19), FALSE) AS "met:掘进进尺:0",
    -- 权重
    (CASE WHEN "mark:掘进进尺" IS NOT NULL THEN "weight:掘进进尺" ELSE 0 END)
      + (CASE WHEN "mark:安全管理" IS NOT NULL THEN "weight:安全管理" ELSE 0 END) AS "kept"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 掘进进尺·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:掘进进尺#5",
    -- 错误[K541] 没有一项可以计分
    "kept" <= 0 AS "report:14"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 掘进进尺·单项得分
    CASE
      WHEN 100 = "kept" THEN "mark:掘进进尺" * "weight:掘进进尺"
      ELSE (("mark:掘进进尺" * "weight:掘进进尺" * 100) + ("POINTS:掘进进尺#5" // 2)) // "POINTS:掘进进尺#5"
    END AS "points:掘进进尺",
    -- 安全管理·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:安全管理" * "weight:安全管理") + 5) // 10
      ELSE (("mark:安全管理" * "weight:安全管理" * 10) + ("POINTS:掘进进尺#5" // 2)) // "POINTS:掘进进尺#5"
    END AS "points:安全管理"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:掘进进尺" IS NOT NULL THEN "points:掘进进尺" ELSE 0 END)
      + (CASE WHEN "points:安全管理" IS NOT NULL THEN "points:安全管理" ELSE 0 END) AS "summed"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 总分
    CASE
      WHEN "veto:安全事故" THEN CASE WHEN NOT ("summed" IS NULL) THEN LEAST("summed", 5900) END ELSE "summed"
    END AS "total"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 月度等次
    CASE
      WHEN "class" IN ('掘进队')
        THEN CAST(CASE
          WHEN "total" >= 9500 THEN 0
          WHEN "total" >= 8500 AND "total" < 9500 THEN 1
          WHEN "total" >= 6000 AND "total" < 8500 THEN 2
          WHEN "total" < 6000 THEN 3
        END AS BIGINT)
    END AS "placed:月度等次"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- 月度等次
    CASE
      WHEN "veto:安全事故" AND "class" IN ('掘进队')
        THEN CASE
          WHEN "placed:月度等次" IS NOT NULL
            THEN CASE WHEN NOT ("placed:月度等次" IS NULL) THEN GREATEST("placed:月度等次", 3) END
          ELSE 3
        END
      ELSE "placed:月度等次"
    END AS "after:月度等次:安全事故"
  FROM "layer 6"
)
SELECT "order", CAST("points:掘进进尺" AS INTEGER) AS "points:掘进进尺",
  CAST("points:安全管理" AS INTEGER) AS "points:安全管理", "report:14", CAST("total" AS INTEGER) AS "total",
  CAST("after:月度等次:安全事故" AS TINYINT) AS "after:月度等次:安全事故", "class", "unit", "veto:安全事故"
FROM "layer 7";

CREATE TEMP VIEW "stage 2" AS
SELECT "order", CAST("points:掘进进尺" AS BIGINT) AS "points:掘进进尺",
  CAST("points:安全管理" AS BIGINT) AS "points:安全管理", "report:14", CAST("total" AS BIGINT) AS "total",
  CAST("after:月度等次:安全事故" AS BIGINT) AS "after:月度等次:安全事故", "class", "unit", "veto:安全事故"
FROM "stage 2 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(("mark:掘进进尺") AS VARCHAR),
    CASE "state:掘进进尺" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "掘进进尺·考评分",
  COALESCE(
    CAST(CAST(("points:掘进进尺") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "掘进进尺·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全管理") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:安全管理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "安全管理·考评分",
  COALESCE(
    CAST(CAST(("points:安全管理") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全管理·单项得分"
FROM (SELECT "order", "class", "points:安全管理", "points:掘进进尺", "unit" FROM "stage 2") AS "stage 2"
  JOIN (
    SELECT "order", "mark:安全管理", "mark:掘进进尺", "state:安全管理", "state:掘进进尺" FROM "stage 1"
  ) AS "stage 1" USING ("order")
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("total") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("total") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "after:月度等次:安全事故"
    WHEN 0 THEN '优' WHEN 1 THEN '良' WHEN 2 THEN '合格' WHEN 3 THEN '不合格' ELSE ''
  END AS "月度等次", CONCAT_WS('、', CASE WHEN "veto:安全事故" THEN '安全事故' END) AS "一票否决"
FROM "stage 2"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 14 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:14"
)
ORDER BY "#report", "#at", "#place";
