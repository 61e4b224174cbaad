-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业职能部门员工月度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
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

CREATE TEMP TABLE "stage 1 stored" AS
WITH "weights 1" ("class", "weight:任务完成数量", "weight:任务完成质量") AS (
  VALUES ('职能部门员工', CAST(6 AS BIGINT), CAST(4 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:任务完成数量·分派任务数", "data:任务完成数量·完成任务数",
    "data:任务完成质量·返工任务数", "state:data:任务完成数量·分派任务数", "state:data:任务完成数量·完成任务数",
    "state:data:任务完成质量·返工任务数", "unit", "weight:任务完成数量", "weight:任务完成质量"
  FROM "scan" LEFT JOIN "weights 1" USING ("class")
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
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 13 AS "#report", "order" AS "#at"
  FROM "stage 1"
  WHERE "report:13"
)
ORDER BY "#report", "#at";
