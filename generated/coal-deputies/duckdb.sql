-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业副矿长半年度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：副矿长
  "order" BIGINT, -- 名单次序，从 0 起连续
  "entered:业务性指标" BIGINT, -- 业务性指标·打分，1 存成 10
  "state:entered:业务性指标" BIGINT, -- 业务性指标·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:管理性指标" BIGINT, -- 管理性指标·打分，1 存成 10
  "state:entered:管理性指标" BIGINT, -- 管理性指标·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全事故·较大以上事故" BIGINT, -- 安全事故·较大以上事故，1 起 存成 1
  "state:data:安全事故·较大以上事故" BIGINT, -- 安全事故·较大以上事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全事故·瞒报事故" BIGINT, -- 安全事故·瞒报事故，1 起 存成 1
  "state:data:安全事故·瞒报事故" BIGINT -- 安全事故·瞒报事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1") AS (
  VALUES ('副矿长', 1)
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
    -- 业务性指标·打分
    CASE
      WHEN "state:entered:业务性指标" IS NULL
        OR "state:entered:业务性指标" NOT BETWEEN 0 AND 3
        OR ("state:entered:业务性指标" = 0) <> ("entered:业务性指标" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:业务性指标" = 3 OR "state:entered:业务性指标" = 2 THEN 'K562'
      WHEN "entered:业务性指标" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:业务性指标" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:业务性指标",
    -- 管理性指标·打分
    CASE
      WHEN "state:entered:管理性指标" IS NULL
        OR "state:entered:管理性指标" NOT BETWEEN 0 AND 3
        OR ("state:entered:管理性指标" = 0) <> ("entered:管理性指标" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:管理性指标" = 3 OR "state:entered:管理性指标" = 2 THEN 'K562'
      WHEN "entered:管理性指标" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:管理性指标" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:管理性指标",
    -- 安全事故·较大以上事故
    CASE
      WHEN "state:data:安全事故·较大以上事故" IS NULL
        OR "state:data:安全事故·较大以上事故" NOT BETWEEN 0 AND 3
        OR ("state:data:安全事故·较大以上事故" = 0) <> ("data:安全事故·较大以上事故" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:安全事故·较大以上事故" = 3 OR "state:data:安全事故·较大以上事故" = 2 THEN 'K562'
      WHEN "data:安全事故·较大以上事故" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:安全事故·较大以上事故",
    -- 安全事故·瞒报事故
    CASE
      WHEN "state:data:安全事故·瞒报事故" IS NULL
        OR "state:data:安全事故·瞒报事故" NOT BETWEEN 0 AND 3
        OR ("state:data:安全事故·瞒报事故" = 0) <> ("data:安全事故·瞒报事故" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:安全事故·瞒报事故" = 3 OR "state:data:安全事故·瞒报事故" = 2 THEN 'K562'
      WHEN "data:安全事故·瞒报事故" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:安全事故·瞒报事故"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:entered:业务性指标", "fault:entered:管理性指标",
  "fault:data:安全事故·较大以上事故", "fault:data:安全事故·瞒报事故"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '业务性指标·打分'),
    (4, '管理性指标·打分'),
    (5, '安全事故·较大以上事故'),
    (6, '安全事故·瞒报事故')
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
      WHEN 3 THEN "fault:entered:业务性指标"
      WHEN 4 THEN "fault:entered:管理性指标"
      WHEN 5 THEN "fault:data:安全事故·较大以上事故"
      WHEN 6 THEN "fault:data:安全事故·瞒报事故"
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
WITH "weights 1" ("class", "weight:业务性指标", "weight:管理性指标") AS (
  VALUES ('副矿长', CAST(7 AS BIGINT), CAST(3 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:安全事故·瞒报事故", "data:安全事故·较大以上事故", "entered:业务性指标",
    "entered:管理性指标", "state:entered:业务性指标", "state:entered:管理性指标", "unit", "weight:业务性指标",
    "weight:管理性指标"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 业务性指标·情况
    CAST(CASE
      WHEN "state:entered:业务性指标" = 2 THEN 2 WHEN "state:entered:业务性指标" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:业务性指标",
    -- 管理性指标·情况
    CAST(CASE
      WHEN "state:entered:管理性指标" = 2 THEN 2 WHEN "state:entered:管理性指标" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:管理性指标",
    -- 否决性指标·一票否决 条款 第五条
    "class" IN ('副矿长')
      AND (
        COALESCE("data:安全事故·较大以上事故" > 0, FALSE) OR COALESCE("data:安全事故·瞒报事故" > 0, FALSE)
      ) AS "fired:否决性指标"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 业务性指标·考评分
    (CASE
      WHEN "state:业务性指标" = 0 THEN "entered:业务性指标"
      WHEN "state:业务性指标" = 4 THEN 1000
      WHEN "state:业务性指标" = 5 THEN 0
    END)
      * 10 AS "mark:业务性指标",
    -- 管理性指标·考评分
    (CASE
      WHEN "state:管理性指标" = 0 THEN "entered:管理性指标"
      WHEN "state:管理性指标" = 4 THEN 1000
      WHEN "state:管理性指标" = 5 THEN 0
    END)
      * 10 AS "mark:管理性指标"
  FROM "layer 1"
)
SELECT "order", "weight:业务性指标", "weight:管理性指标", CAST("state:业务性指标" AS TINYINT) AS "state:业务性指标",
  CAST("mark:业务性指标" AS SMALLINT) AS "mark:业务性指标", CAST("state:管理性指标" AS TINYINT) AS "state:管理性指标",
  CAST("mark:管理性指标" AS SMALLINT) AS "mark:管理性指标", "fired:否决性指标", "class", "unit"
FROM "layer 2";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", "weight:业务性指标", "weight:管理性指标", CAST("state:业务性指标" AS BIGINT) AS "state:业务性指标",
  CAST("mark:业务性指标" AS BIGINT) AS "mark:业务性指标", CAST("state:管理性指标" AS BIGINT) AS "state:管理性指标",
  CAST("mark:管理性指标" AS BIGINT) AS "mark:管理性指标", "fired:否决性指标", "class", "unit"
FROM "stage 1 stored";

-- 否决性指标·一票否决 条款 第五条
CREATE TEMP TABLE "reach 7" AS
WITH own AS MATERIALIZED (
  SELECT "class", "order", "unit", "fired:否决性指标" AS "#fires"
  FROM "stage 1"
)
SELECT own."order", own."#fires" AS "veto:否决性指标"
FROM own;

CREATE TEMP TABLE "stage 2 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "mark:业务性指标", "mark:管理性指标", "unit", "veto:否决性指标", "weight:业务性指标",
    "weight:管理性指标"
  FROM (
    SELECT "order", "class", "mark:业务性指标", "mark:管理性指标", "unit", "weight:业务性指标", "weight:管理性指标"
    FROM "stage 1"
  ) AS "stage 1"
  JOIN (SELECT "order", "veto:否决性指标" FROM "reach 7") AS "reach 7" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 权重
    (CASE WHEN "mark:业务性指标" IS NOT NULL THEN "weight:业务性指标" ELSE 0 END)
      + (CASE WHEN "mark:管理性指标" IS NOT NULL THEN "weight:管理性指标" ELSE 0 END) AS "kept"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 业务性指标·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:业务性指标#1",
    -- 错误[K541] 没有一项可以计分
    "kept" <= 0 AS "report:12"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 业务性指标·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:业务性指标" * "weight:业务性指标") + 5) // 10
      ELSE (("mark:业务性指标" * "weight:业务性指标") + ("POINTS:业务性指标#1" // 2)) // "POINTS:业务性指标#1"
    END AS "points:业务性指标",
    -- 管理性指标·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:管理性指标" * "weight:管理性指标") + 5) // 10
      ELSE (("mark:管理性指标" * "weight:管理性指标") + ("POINTS:业务性指标#1" // 2)) // "POINTS:业务性指标#1"
    END AS "points:管理性指标"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:业务性指标" IS NOT NULL THEN "points:业务性指标" ELSE 0 END)
      + (CASE WHEN "points:管理性指标" IS NOT NULL THEN "points:管理性指标" ELSE 0 END) AS "summed"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 副矿长考核等级 条款 第五条
    CASE
      WHEN "class" IN ('副矿长')
        THEN CAST(CASE
          WHEN "summed" >= 9000 THEN 0
          WHEN "summed" >= 8000 AND "summed" < 9000 THEN 1
          WHEN "summed" >= 7000 AND "summed" < 8000 THEN 2
          WHEN "summed" >= 6000 AND "summed" < 7000 THEN 3
          WHEN "summed" < 6000 THEN 4
        END AS BIGINT)
    END AS "placed:副矿长考核等级"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 副矿长考核等级 条款 第五条
    CASE
      WHEN "veto:否决性指标" AND "class" IN ('副矿长')
        THEN CASE
          WHEN "placed:副矿长考核等级" IS NOT NULL
            THEN CASE WHEN NOT ("placed:副矿长考核等级" IS NULL) THEN GREATEST("placed:副矿长考核等级", 4) END
          ELSE 4
        END
      ELSE "placed:副矿长考核等级"
    END AS "after:副矿长考核等级:否决性指标"
  FROM "layer 5"
)
SELECT "order", CAST("points:业务性指标" AS INTEGER) AS "points:业务性指标",
  CAST("points:管理性指标" AS SMALLINT) AS "points:管理性指标", CAST("summed" AS INTEGER) AS "summed", "report:12",
  CAST("after:副矿长考核等级:否决性指标" AS TINYINT) AS "after:副矿长考核等级:否决性指标", "class", "unit",
  "veto:否决性指标"
FROM "layer 6";

CREATE TEMP VIEW "stage 2" AS
SELECT "order", CAST("points:业务性指标" AS BIGINT) AS "points:业务性指标",
  CAST("points:管理性指标" AS BIGINT) AS "points:管理性指标", CAST("summed" AS BIGINT) AS "summed", "report:12",
  CAST("after:副矿长考核等级:否决性指标" AS BIGINT) AS "after:副矿长考核等级:否决性指标", "class", "unit",
  "veto:否决性指标"
FROM "stage 2 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:业务性指标") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:业务性指标" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "业务性指标·考评分",
  COALESCE(
    CAST(CAST(("points:业务性指标") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "业务性指标·单项得分",
  COALESCE(
    CAST(CAST(("mark:管理性指标") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:管理性指标" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "管理性指标·考评分",
  COALESCE(
    CAST(CAST(("points:管理性指标") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "管理性指标·单项得分"
FROM (SELECT "order", "class", "points:业务性指标", "points:管理性指标", "unit" FROM "stage 2") AS "stage 2"
  JOIN (
    SELECT "order", "mark:业务性指标", "mark:管理性指标", "state:业务性指标", "state:管理性指标" FROM "stage 1"
  ) AS "stage 1" USING ("order")
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "after:副矿长考核等级:否决性指标"
    WHEN 0 THEN 'S' WHEN 1 THEN 'A' WHEN 2 THEN 'B' WHEN 3 THEN 'C' WHEN 4 THEN 'D' ELSE ''
  END AS "副矿长考核等级", CONCAT_WS('、', CASE WHEN "veto:否决性指标" THEN '否决性指标' END) AS "一票否决"
FROM "stage 2"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 12 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:12"
)
ORDER BY "#report", "#at", "#place";
