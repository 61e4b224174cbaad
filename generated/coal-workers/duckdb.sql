-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业生产操作类员工月度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：生产操作类员工
  "order" BIGINT, -- 名单次序，从 0 起连续
  "data:产量·定额产量" BIGINT, -- 产量·定额产量，1 吨 存成 10
  "state:data:产量·定额产量" BIGINT, -- 产量·定额产量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:产量·实际产量" BIGINT, -- 产量·实际产量，1 吨 存成 10
  "state:data:产量·实际产量" BIGINT, -- 产量·实际产量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:成本控制·材料定额" BIGINT, -- 成本控制·材料定额，1 元 存成 100
  "state:data:成本控制·材料定额" BIGINT, -- 成本控制·材料定额·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:成本控制·材料消耗" BIGINT, -- 成本控制·材料消耗，1 元 存成 100
  "state:data:成本控制·材料消耗" BIGINT, -- 成本控制·材料消耗·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全操作和防范·三违次数" BIGINT, -- 安全操作和防范·三违次数，1 次 存成 1
  "state:data:安全操作和防范·三违次数" BIGINT, -- 安全操作和防范·三违次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:员工学习·培训考试成绩" BIGINT, -- 员工学习·培训考试成绩，1 存成 10
  "state:data:员工学习·培训考试成绩" BIGINT -- 员工学习·培训考试成绩·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1") AS (
  VALUES ('生产操作类员工', 1)
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
    -- 产量·定额产量
    CASE
      WHEN "state:data:产量·定额产量" IS NULL
        OR "state:data:产量·定额产量" NOT BETWEEN 0 AND 3
        OR ("state:data:产量·定额产量" = 0) <> ("data:产量·定额产量" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:产量·定额产量" = 3 OR "state:data:产量·定额产量" = 2 THEN 'K562'
      WHEN "data:产量·定额产量" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:产量·定额产量",
    -- 产量·实际产量
    CASE
      WHEN "state:data:产量·实际产量" IS NULL
        OR "state:data:产量·实际产量" NOT BETWEEN 0 AND 3
        OR ("state:data:产量·实际产量" = 0) <> ("data:产量·实际产量" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:产量·实际产量" = 3 OR "state:data:产量·实际产量" = 2 THEN 'K562'
      WHEN "data:产量·实际产量" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:产量·实际产量",
    -- 成本控制·材料定额
    CASE
      WHEN "state:data:成本控制·材料定额" IS NULL
        OR "state:data:成本控制·材料定额" NOT BETWEEN 0 AND 3
        OR ("state:data:成本控制·材料定额" = 0) <> ("data:成本控制·材料定额" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:成本控制·材料定额" = 3 OR "state:data:成本控制·材料定额" = 2 THEN 'K562'
      WHEN "data:成本控制·材料定额" NOT BETWEEN 0 AND 100000000 THEN 'K534'
    END AS "fault:data:成本控制·材料定额",
    -- 成本控制·材料消耗
    CASE
      WHEN "state:data:成本控制·材料消耗" IS NULL
        OR "state:data:成本控制·材料消耗" NOT BETWEEN 0 AND 3
        OR ("state:data:成本控制·材料消耗" = 0) <> ("data:成本控制·材料消耗" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:成本控制·材料消耗" = 3 OR "state:data:成本控制·材料消耗" = 2 THEN 'K562'
      WHEN "data:成本控制·材料消耗" NOT BETWEEN 0 AND 100000000 THEN 'K534'
    END AS "fault:data:成本控制·材料消耗",
    -- 安全操作和防范·三违次数
    CASE
      WHEN "state:data:安全操作和防范·三违次数" IS NULL
        OR "state:data:安全操作和防范·三违次数" NOT BETWEEN 0 AND 3
        OR ("state:data:安全操作和防范·三违次数" = 0) <> ("data:安全操作和防范·三违次数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:安全操作和防范·三违次数" = 3 OR "state:data:安全操作和防范·三违次数" = 2 THEN 'K562'
      WHEN "data:安全操作和防范·三违次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:安全操作和防范·三违次数",
    -- 员工学习·培训考试成绩
    CASE
      WHEN "state:data:员工学习·培训考试成绩" IS NULL
        OR "state:data:员工学习·培训考试成绩" NOT BETWEEN 0 AND 3
        OR ("state:data:员工学习·培训考试成绩" = 0) <> ("data:员工学习·培训考试成绩" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:员工学习·培训考试成绩" = 3 OR "state:data:员工学习·培训考试成绩" = 2 THEN 'K562'
      WHEN "data:员工学习·培训考试成绩" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:员工学习·培训考试成绩"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:data:产量·定额产量", "fault:data:产量·实际产量",
  "fault:data:成本控制·材料定额", "fault:data:成本控制·材料消耗", "fault:data:安全操作和防范·三违次数",
  "fault:data:员工学习·培训考试成绩"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '产量·定额产量'),
    (4, '产量·实际产量'),
    (5, '成本控制·材料定额'),
    (6, '成本控制·材料消耗'),
    (7, '安全操作和防范·三违次数'),
    (8, '员工学习·培训考试成绩')
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
      WHEN 3 THEN "fault:data:产量·定额产量"
      WHEN 4 THEN "fault:data:产量·实际产量"
      WHEN 5 THEN "fault:data:成本控制·材料定额"
      WHEN 6 THEN "fault:data:成本控制·材料消耗"
      WHEN 7 THEN "fault:data:安全操作和防范·三违次数"
      WHEN 8 THEN "fault:data:员工学习·培训考试成绩"
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
WITH "weights 1" ("class", "weight:产量", "weight:成本控制", "weight:安全操作和防范", "weight:员工学习") AS (
  VALUES ('生产操作类员工', CAST(4 AS BIGINT), CAST(2 AS BIGINT), CAST(3 AS BIGINT), CAST(1 AS BIGINT))
), "layer 0" AS (
  SELECT "order", "class", "data:产量·定额产量", "data:产量·实际产量", "data:员工学习·培训考试成绩",
    "data:安全操作和防范·三违次数", "data:成本控制·材料定额", "data:成本控制·材料消耗", "state:data:产量·定额产量",
    "state:data:产量·实际产量", "state:data:员工学习·培训考试成绩", "state:data:安全操作和防范·三违次数",
    "state:data:成本控制·材料定额", "state:data:成本控制·材料消耗", "unit", "weight:产量", "weight:成本控制",
    "weight:安全操作和防范", "weight:员工学习"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 产量·完成率
    CASE WHEN "data:产量·定额产量" > 0 THEN "data:产量·定额产量" END AS "产量·完成率#1",
    -- 成本控制·消耗率
    CASE WHEN "data:成本控制·材料定额" > 0 THEN "data:成本控制·材料定额" END AS "成本控制·消耗率#2",
    -- 产量·情况
    CAST(CASE
      WHEN "state:data:产量·定额产量" = 2 OR "state:data:产量·实际产量" = 2 THEN 2
      WHEN "state:data:产量·定额产量" = 1 OR "state:data:产量·实际产量" = 1 THEN 1
      WHEN "data:产量·定额产量" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:产量",
    -- 成本控制·情况
    CAST(CASE
      WHEN "state:data:成本控制·材料定额" = 2 OR "state:data:成本控制·材料消耗" = 2 THEN 2
      WHEN "state:data:成本控制·材料定额" = 1 OR "state:data:成本控制·材料消耗" = 1 THEN 1
      WHEN "data:成本控制·材料定额" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:成本控制",
    -- 安全操作和防范·情况
    CAST(CASE
      WHEN "state:data:安全操作和防范·三违次数" = 2 THEN 2 WHEN "state:data:安全操作和防范·三违次数" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:安全操作和防范",
    -- 员工学习·情况
    CAST(CASE
      WHEN "state:data:员工学习·培训考试成绩" = 2 THEN 2 WHEN "state:data:员工学习·培训考试成绩" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:员工学习",
    -- 安全操作和防范·目标值
    ("class" IN ('生产操作类员工') AND "data:安全操作和防范·三违次数" IS NOT NULL)
      AND COALESCE("data:安全操作和防范·三违次数" = 0, FALSE) AS "met:安全操作和防范:0"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 产量·考评分
    CASE
      WHEN "state:产量" = 0
        THEN CASE
          WHEN NOT ("data:产量·实际产量" IS NULL OR "产量·完成率#1" IS NULL)
            THEN LEAST((("data:产量·实际产量" * 10000) + ("产量·完成率#1" // 2)) // "产量·完成率#1", 10000)
        END
      WHEN "state:产量" = 4 THEN 10000
      WHEN "state:产量" = 5 THEN 0
    END AS "mark:产量",
    -- 成本控制·考评分
    "data:成本控制·材料消耗" - "成本控制·消耗率#2" AS "MARK:成本控制#3",
    -- 安全操作和防范·考评分
    (CASE
      WHEN "state:安全操作和防范" = 0
        THEN CASE
          WHEN NOT ("data:安全操作和防范·三违次数" IS NULL)
            THEN GREATEST((
              10
                - (CASE
                  WHEN NOT ("data:安全操作和防范·三违次数" IS NULL) THEN GREATEST("data:安全操作和防范·三违次数", 0)
                END * 2)
            ) * 10, 0)
        END
      WHEN "state:安全操作和防范" = 4 THEN 100
      WHEN "state:安全操作和防范" = 5 THEN 0
    END)
      * 100 AS "mark:安全操作和防范",
    -- 员工学习·考评分
    (CASE
      WHEN "state:员工学习" = 0 THEN "data:员工学习·培训考试成绩"
      WHEN "state:员工学习" = 4 THEN 1000
      WHEN "state:员工学习" = 5 THEN 0
    END)
      * 10 AS "mark:员工学习",
    -- 产量·目标值
    ("class" IN ('生产操作类员工') AND "data:产量·定额产量" IS NOT NULL AND "data:产量·实际产量" IS NOT NULL)
      AND COALESCE("data:产量·实际产量" >= "产量·完成率#1", FALSE) AS "met:产量:0",
    -- 成本控制·目标值
    ("class" IN ('生产操作类员工') AND "data:成本控制·材料定额" IS NOT NULL AND "data:成本控制·材料消耗" IS NOT NULL)
      AND COALESCE("data:成本控制·材料消耗" <= "成本控制·消耗率#2", FALSE) AS "met:成本控制:0"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 成本控制·考评分
    CAST(CASE
      WHEN ("成本控制·消耗率#2" * 0) >= "MARK:成本控制#3" THEN 0
      WHEN ("成本控制·消耗率#2" * 0) < "MARK:成本控制#3" THEN 1
    END AS BIGINT) AS "MARK:成本控制#4"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 成本控制·考评分
    CASE WHEN "MARK:成本控制#4" = 0 THEN 1 ELSE "成本控制·消耗率#2" END AS "MARK:成本控制#5"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 成本控制·考评分
    (
      "MARK:成本控制#5"
        - ((CASE WHEN "MARK:成本控制#4" = 0 THEN 0 WHEN "MARK:成本控制#4" = 1 THEN "MARK:成本控制#3" END) * 2)
    )
      * 10000 AS "MARK:成本控制#6"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 成本控制·考评分
    CASE
      WHEN "state:成本控制" = 0
        THEN CASE
          WHEN NOT ("MARK:成本控制#6" IS NULL OR "MARK:成本控制#5" IS NULL)
            THEN GREATEST((
              "MARK:成本控制#6"
                + CASE WHEN "MARK:成本控制#6" < 0 THEN -("MARK:成本控制#5" // 2) ELSE ("MARK:成本控制#5" // 2) END
            ) // "MARK:成本控制#5", 0)
        END
      WHEN "state:成本控制" = 4 THEN 10000
      WHEN "state:成本控制" = 5 THEN 0
    END AS "mark:成本控制"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- 权重
    (CASE WHEN "mark:产量" IS NOT NULL THEN "weight:产量" ELSE 0 END)
      + (CASE WHEN "mark:成本控制" IS NOT NULL THEN "weight:成本控制" ELSE 0 END)
      + (CASE WHEN "mark:安全操作和防范" IS NOT NULL THEN "weight:安全操作和防范" ELSE 0 END)
      + (CASE WHEN "mark:员工学习" IS NOT NULL THEN "weight:员工学习" ELSE 0 END) AS "kept"
  FROM "layer 6"
), "layer 8" AS (
  SELECT *,
    -- 产量·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:产量#7",
    -- 错误[K541] 没有一项可以计分
    "kept" <= 0 AS "report:21"
  FROM "layer 7"
), "layer 9" AS (
  SELECT *,
    -- 产量·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:产量" * "weight:产量") + 5) // 10
      ELSE (("mark:产量" * "weight:产量") + ("POINTS:产量#7" // 2)) // "POINTS:产量#7"
    END AS "points:产量",
    -- 成本控制·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:成本控制" * "weight:成本控制") + 5) // 10
      ELSE (("mark:成本控制" * "weight:成本控制") + ("POINTS:产量#7" // 2)) // "POINTS:产量#7"
    END AS "points:成本控制",
    -- 安全操作和防范·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:安全操作和防范" * "weight:安全操作和防范") + 5) // 10
      ELSE (("mark:安全操作和防范" * "weight:安全操作和防范") + ("POINTS:产量#7" // 2)) // "POINTS:产量#7"
    END AS "points:安全操作和防范",
    -- 员工学习·单项得分
    CASE
      WHEN 10 = "kept" THEN (("mark:员工学习" * "weight:员工学习") + 5) // 10
      ELSE (("mark:员工学习" * "weight:员工学习") + ("POINTS:产量#7" // 2)) // "POINTS:产量#7"
    END AS "points:员工学习"
  FROM "layer 8"
), "layer 10" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:产量" IS NOT NULL THEN "points:产量" ELSE 0 END)
      + (CASE WHEN "points:成本控制" IS NOT NULL THEN "points:成本控制" ELSE 0 END)
      + (CASE WHEN "points:安全操作和防范" IS NOT NULL THEN "points:安全操作和防范" ELSE 0 END)
      + (CASE WHEN "points:员工学习" IS NOT NULL THEN "points:员工学习" ELSE 0 END) AS "summed"
  FROM "layer 9"
), "layer 11" AS (
  SELECT *,
    -- 生产操作类考核等级 条款 第五条
    CASE
      WHEN "class" IN ('生产操作类员工')
        THEN CAST(CASE
          WHEN "summed" >= 9000 THEN 0
          WHEN "summed" >= 8000 AND "summed" < 9000 THEN 1
          WHEN "summed" >= 7000 AND "summed" < 8000 THEN 2
          WHEN "summed" >= 6000 AND "summed" < 7000 THEN 3
          WHEN "summed" < 6000 THEN 4
        END AS BIGINT)
    END AS "placed:生产操作类考核等级"
  FROM "layer 10"
)
SELECT "order", CAST("state:产量" AS TINYINT) AS "state:产量", CAST("mark:产量" AS SMALLINT) AS "mark:产量",
  CAST("state:成本控制" AS TINYINT) AS "state:成本控制", CAST("mark:成本控制" AS SMALLINT) AS "mark:成本控制",
  CAST("state:安全操作和防范" AS TINYINT) AS "state:安全操作和防范",
  CAST("mark:安全操作和防范" AS SMALLINT) AS "mark:安全操作和防范",
  CAST("state:员工学习" AS TINYINT) AS "state:员工学习", CAST("mark:员工学习" AS SMALLINT) AS "mark:员工学习",
  CAST("points:产量" AS INTEGER) AS "points:产量", CAST("points:成本控制" AS SMALLINT) AS "points:成本控制",
  CAST("points:安全操作和防范" AS SMALLINT) AS "points:安全操作和防范",
  CAST("points:员工学习" AS SMALLINT) AS "points:员工学习", CAST("summed" AS INTEGER) AS "summed", "report:21",
  CAST("placed:生产操作类考核等级" AS TINYINT) AS "placed:生产操作类考核等级", "class", "unit"
FROM "layer 11";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", CAST("state:产量" AS BIGINT) AS "state:产量", CAST("mark:产量" AS BIGINT) AS "mark:产量",
  CAST("state:成本控制" AS BIGINT) AS "state:成本控制", CAST("mark:成本控制" AS BIGINT) AS "mark:成本控制",
  CAST("state:安全操作和防范" AS BIGINT) AS "state:安全操作和防范",
  CAST("mark:安全操作和防范" AS BIGINT) AS "mark:安全操作和防范", CAST("state:员工学习" AS BIGINT) AS "state:员工学习",
  CAST("mark:员工学习" AS BIGINT) AS "mark:员工学习", CAST("points:产量" AS BIGINT) AS "points:产量",
  CAST("points:成本控制" AS BIGINT) AS "points:成本控制",
  CAST("points:安全操作和防范" AS BIGINT) AS "points:安全操作和防范",
  CAST("points:员工学习" AS BIGINT) AS "points:员工学习", CAST("summed" AS BIGINT) AS "summed", "report:21",
  CAST("placed:生产操作类考核等级" AS BIGINT) AS "placed:生产操作类考核等级", "class", "unit"
FROM "stage 1 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:产量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:产量" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "产量·考评分",
  COALESCE(
    CAST(CAST(("points:产量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "产量·单项得分",
  COALESCE(
    CAST(CAST(("mark:成本控制") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:成本控制" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "成本控制·考评分",
  COALESCE(
    CAST(CAST(("points:成本控制") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "成本控制·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全操作和防范") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:安全操作和防范" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "安全操作和防范·考评分",
  COALESCE(
    CAST(CAST(("points:安全操作和防范") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全操作和防范·单项得分",
  COALESCE(
    CAST(CAST(("mark:员工学习") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:员工学习" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "员工学习·考评分",
  COALESCE(
    CAST(CAST(("points:员工学习") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "员工学习·单项得分"
FROM "stage 1"
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "placed:生产操作类考核等级"
    WHEN 0 THEN 'S' WHEN 1 THEN 'A' WHEN 2 THEN 'B' WHEN 3 THEN 'C' WHEN 4 THEN 'D' ELSE ''
  END AS "生产操作类考核等级", '' AS "一票否决"
FROM "stage 1"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 21 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 1"
  WHERE "report:21"
)
ORDER BY "#report", "#at", "#place";
