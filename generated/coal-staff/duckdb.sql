-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业职能部门员工月度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：职能部门员工
  "order" BIGINT, -- 名单次序，从 0 起连续
  "data:任务完成数量·分派任务数" BIGINT, -- 任务完成数量·分派任务数，1 项 存成 1
  "state:data:任务完成数量·分派任务数" BIGINT, -- 任务完成数量·分派任务数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:任务完成数量·完成任务数" BIGINT, -- 任务完成数量·完成任务数，1 项 存成 1
  "state:data:任务完成数量·完成任务数" BIGINT, -- 任务完成数量·完成任务数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:任务完成质量·返工任务数" BIGINT, -- 任务完成质量·返工任务数，1 项 存成 1
  "state:data:任务完成质量·返工任务数" BIGINT -- 任务完成质量·返工任务数·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1") AS (
  VALUES ('职能部门员工', 1)
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
    -- 任务完成数量·分派任务数
    CASE
      WHEN "state:data:任务完成数量·分派任务数" IS NULL
        OR "state:data:任务完成数量·分派任务数" NOT BETWEEN 0 AND 3
        OR ("state:data:任务完成数量·分派任务数" = 0) <> ("data:任务完成数量·分派任务数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:任务完成数量·分派任务数" = 3 OR "state:data:任务完成数量·分派任务数" = 2 THEN 'K562'
      WHEN "data:任务完成数量·分派任务数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:任务完成数量·分派任务数",
    -- 任务完成数量·完成任务数
    CASE
      WHEN "state:data:任务完成数量·完成任务数" IS NULL
        OR "state:data:任务完成数量·完成任务数" NOT BETWEEN 0 AND 3
        OR ("state:data:任务完成数量·完成任务数" = 0) <> ("data:任务完成数量·完成任务数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:任务完成数量·完成任务数" = 3 OR "state:data:任务完成数量·完成任务数" = 2 THEN 'K562'
      WHEN "data:任务完成数量·完成任务数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:任务完成数量·完成任务数",
    -- 任务完成质量·返工任务数
    CASE
      WHEN "state:data:任务完成质量·返工任务数" IS NULL
        OR "state:data:任务完成质量·返工任务数" NOT BETWEEN 0 AND 3
        OR ("state:data:任务完成质量·返工任务数" = 0) <> ("data:任务完成质量·返工任务数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:任务完成质量·返工任务数" = 3 OR "state:data:任务完成质量·返工任务数" = 2 THEN 'K562'
      WHEN "data:任务完成质量·返工任务数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:任务完成质量·返工任务数"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:data:任务完成数量·分派任务数",
  "fault:data:任务完成数量·完成任务数", "fault:data:任务完成质量·返工任务数"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '任务完成数量·分派任务数'),
    (4, '任务完成数量·完成任务数'),
    (5, '任务完成质量·返工任务数')
), "codes" ("#code", "#severity", "#finding") AS (
  VALUES ('K522', '错误', '一个单位有两行'),
    ('K528', '错误', '没有这个单位分类'),
    ('K529', '错误', '一行没写单位'),
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
      WHEN 3 THEN "fault:data:任务完成数量·分派任务数"
      WHEN 4 THEN "fault:data:任务完成数量·完成任务数"
      WHEN 5 THEN "fault:data:任务完成质量·返工任务数"
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
WITH "weights 1" ("class", "weight:任务完成数量", "weight:任务完成质量") AS (
  VALUES ('职能部门员工', CAST(6 AS BIGINT), CAST(4 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:任务完成数量·分派任务数", "data:任务完成数量·完成任务数",
    "data:任务完成质量·返工任务数", "state:data:任务完成数量·分派任务数", "state:data:任务完成数量·完成任务数",
    "state:data:任务完成质量·返工任务数", "unit", "weight:任务完成数量", "weight:任务完成质量"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 任务完成数量·完成率
    CASE WHEN "data:任务完成数量·分派任务数" > 0 THEN "data:任务完成数量·分派任务数" END AS "任务完成数量·完成率#1",
    -- 任务完成数量·情况
    CAST(CASE
      WHEN "state:data:任务完成数量·分派任务数" = 2 OR "state:data:任务完成数量·完成任务数" = 2 THEN 2
      WHEN "state:data:任务完成数量·分派任务数" = 1 OR "state:data:任务完成数量·完成任务数" = 1 THEN 1
      WHEN "data:任务完成数量·分派任务数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:任务完成数量",
    -- 任务完成质量·情况
    CAST(CASE
      WHEN "state:data:任务完成质量·返工任务数" = 2 THEN 2 WHEN "state:data:任务完成质量·返工任务数" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:任务完成质量",
    -- 任务完成质量·目标值
    ("class" IN ('职能部门员工') AND "data:任务完成质量·返工任务数" IS NOT NULL)
      AND COALESCE("data:任务完成质量·返工任务数" = 0, FALSE) AS "met:任务完成质量:0"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 任务完成数量·考评分
    CASE
      WHEN "state:任务完成数量" = 0
        THEN CASE
          WHEN NOT ("data:任务完成数量·完成任务数" IS NULL OR "任务完成数量·完成率#1" IS NULL)
            THEN LEAST((
              ("data:任务完成数量·完成任务数" * 10000) + ("任务完成数量·完成率#1" // 2)
            ) // "任务完成数量·完成率#1", 10000)
        END
      WHEN "state:任务完成数量" = 4 THEN 10000
      WHEN "state:任务完成数量" = 5 THEN 0
    END AS "mark:任务完成数量",
    -- 任务完成质量·考评分
    (CASE
      WHEN "state:任务完成质量" = 0
        THEN CASE
          WHEN NOT ("data:任务完成质量·返工任务数" IS NULL)
            THEN GREATEST(
              100
                - (CASE
                  WHEN NOT ("data:任务完成质量·返工任务数" IS NULL) THEN GREATEST("data:任务完成质量·返工任务数", 0)
                END * 5), 0
            )
        END
      WHEN "state:任务完成质量" = 4 THEN 100
      WHEN "state:任务完成质量" = 5 THEN 0
    END)
      * 100 AS "mark:任务完成质量",
    -- 任务完成数量·目标值
    (
      "class" IN ('职能部门员工')
        AND "data:任务完成数量·分派任务数" IS NOT NULL
        AND "data:任务完成数量·完成任务数" IS NOT NULL
    )
      AND COALESCE("data:任务完成数量·完成任务数" >= "任务完成数量·完成率#1", FALSE) AS "met:任务完成数量:0"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 权重
    (CASE WHEN "mark:任务完成数量" IS NOT NULL THEN "weight:任务完成数量" ELSE 0 END)
      + (CASE WHEN "mark:任务完成质量" IS NOT NULL THEN "weight:任务完成质量" ELSE 0 END) AS "kept"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 任务完成数量·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:任务完成数量#2",
    -- 错误[K541] 没有一项可以计分
    "kept" <= 0 AS "report:13"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 任务完成数量·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:任务完成数量" * "weight:任务完成数量") + 5) // 10
      ELSE (("mark:任务完成数量" * "weight:任务完成数量") + ("POINTS:任务完成数量#2" // 2)) // "POINTS:任务完成数量#2"
    END AS "points:任务完成数量",
    -- 任务完成质量·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:任务完成质量" * "weight:任务完成质量") + 5) // 10
      ELSE (("mark:任务完成质量" * "weight:任务完成质量") + ("POINTS:任务完成数量#2" // 2)) // "POINTS:任务完成数量#2"
    END AS "points:任务完成质量"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:任务完成数量" IS NOT NULL THEN "points:任务完成数量" ELSE 0 END)
      + (CASE WHEN "points:任务完成质量" IS NOT NULL THEN "points:任务完成质量" ELSE 0 END) AS "summed"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- 员工考核等级 条款 第五条
    CASE
      WHEN "class" IN ('职能部门员工')
        THEN CAST(CASE
          WHEN "summed" >= 9000 THEN 0
          WHEN "summed" >= 8000 AND "summed" < 9000 THEN 1
          WHEN "summed" >= 7000 AND "summed" < 8000 THEN 2
          WHEN "summed" >= 6000 AND "summed" < 7000 THEN 3
          WHEN "summed" < 6000 THEN 4
        END AS BIGINT)
    END AS "placed:员工考核等级"
  FROM "layer 6"
)
SELECT "order", CAST("state:任务完成数量" AS TINYINT) AS "state:任务完成数量",
  CAST("mark:任务完成数量" AS SMALLINT) AS "mark:任务完成数量",
  CAST("state:任务完成质量" AS TINYINT) AS "state:任务完成质量",
  CAST("mark:任务完成质量" AS SMALLINT) AS "mark:任务完成质量",
  CAST("points:任务完成数量" AS INTEGER) AS "points:任务完成数量",
  CAST("points:任务完成质量" AS INTEGER) AS "points:任务完成质量", CAST("summed" AS INTEGER) AS "summed", "report:13",
  CAST("placed:员工考核等级" AS TINYINT) AS "placed:员工考核等级", "class", "unit"
FROM "layer 7";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", CAST("state:任务完成数量" AS BIGINT) AS "state:任务完成数量",
  CAST("mark:任务完成数量" AS BIGINT) AS "mark:任务完成数量",
  CAST("state:任务完成质量" AS BIGINT) AS "state:任务完成质量",
  CAST("mark:任务完成质量" AS BIGINT) AS "mark:任务完成质量",
  CAST("points:任务完成数量" AS BIGINT) AS "points:任务完成数量",
  CAST("points:任务完成质量" AS BIGINT) AS "points:任务完成质量", CAST("summed" AS BIGINT) AS "summed", "report:13",
  CAST("placed:员工考核等级" AS BIGINT) AS "placed:员工考核等级", "class", "unit"
FROM "stage 1 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:任务完成数量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:任务完成数量" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "任务完成数量·考评分",
  COALESCE(
    CAST(CAST(("points:任务完成数量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "任务完成数量·单项得分",
  COALESCE(
    CAST(CAST(("mark:任务完成质量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:任务完成质量" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "任务完成质量·考评分",
  COALESCE(
    CAST(CAST(("points:任务完成质量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "任务完成质量·单项得分"
FROM "stage 1"
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "placed:员工考核等级"
    WHEN 0 THEN 'S' WHEN 1 THEN 'A' WHEN 2 THEN 'B' WHEN 3 THEN 'C' WHEN 4 THEN 'D' ELSE ''
  END AS "员工考核等级", '' AS "一票否决"
FROM "stage 1"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 13 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 1"
  WHERE "report:13"
)
ORDER BY "#report", "#at", "#place";
