-- 由 kpidsl generate 生成，不要手改
-- 《李村煤矿党政一体化KPI管理体系》（版本 2019）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：生产性科室、非生产性科室、政工科室、联合支部、队组支部、一线队组、二线队组
  "order" BIGINT, -- 名单次序，从 0 起连续
  "link:所属支部" VARCHAR, -- 所属支部：对应单位的名称，没有的为 NULL
  "link:所在联合支部" VARCHAR, -- 所在联合支部：对应单位的名称，没有的为 NULL
  "entered:月度任务" BIGINT, -- 月度任务·打分，1 存成 10
  "state:entered:月度任务" BIGINT, -- 月度任务·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:月度任务·计划数" BIGINT, -- 月度任务·计划数，1 项 存成 1
  "state:data:月度任务·计划数" BIGINT, -- 月度任务·计划数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:月度任务·完成数" BIGINT, -- 月度任务·完成数，1 项 存成 1
  "state:data:月度任务·完成数" BIGINT, -- 月度任务·完成数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·组织部" BIGINT, -- 党建管理·组织部·打分，1 存成 10
  "state:entered:党建管理·组织部" BIGINT, -- 党建管理·组织部·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·宣传部" BIGINT, -- 党建管理·宣传部·打分，1 存成 10
  "state:entered:党建管理·宣传部" BIGINT, -- 党建管理·宣传部·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·纪委监察科" BIGINT, -- 党建管理·纪委监察科·打分，1 存成 10
  "state:entered:党建管理·纪委监察科" BIGINT, -- 党建管理·纪委监察科·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·党办" BIGINT, -- 党建管理·党办·打分，1 存成 10
  "state:entered:党建管理·党办" BIGINT, -- 党建管理·党办·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·党建调度" BIGINT, -- 党建管理·党建调度·打分，1 存成 10
  "state:entered:党建管理·党建调度" BIGINT, -- 党建管理·党建调度·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·团委" BIGINT, -- 党建管理·团委·打分，1 存成 10
  "state:entered:党建管理·团委" BIGINT, -- 党建管理·团委·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·工会" BIGINT, -- 党建管理·工会·打分，1 存成 10
  "state:entered:党建管理·工会" BIGINT, -- 党建管理·工会·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:党建管理·联合支部" BIGINT, -- 党建管理·联合支部·打分，1 存成 10
  "state:entered:党建管理·联合支部" BIGINT, -- 党建管理·联合支部·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:党建管理·规范化建设达标" BIGINT, -- 党建管理·规范化建设达标：0 是，1 否
  "state:data:党建管理·规范化建设达标" BIGINT, -- 党建管理·规范化建设达标·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:精神文明" BIGINT, -- 精神文明·打分，1 存成 10
  "state:entered:精神文明" BIGINT, -- 精神文明·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:企业文化" BIGINT, -- 企业文化·打分，1 存成 10
  "state:entered:企业文化" BIGINT, -- 企业文化·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:调度管理" BIGINT, -- 调度管理·打分，1 存成 10
  "state:entered:调度管理" BIGINT, -- 调度管理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度管理·重点调度落实率" BIGINT, -- 调度管理·重点调度落实率，1% 存成 10000
  "state:data:调度管理·重点调度落实率" BIGINT, -- 调度管理·重点调度落实率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度管理·超前调度落实率" BIGINT, -- 调度管理·超前调度落实率，1% 存成 10000
  "state:data:调度管理·超前调度落实率" BIGINT, -- 调度管理·超前调度落实率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度管理·变化调度落实率" BIGINT, -- 调度管理·变化调度落实率，1% 存成 10000
  "state:data:调度管理·变化调度落实率" BIGINT, -- 调度管理·变化调度落实率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:安全管理" BIGINT, -- 安全管理·打分，1 存成 10
  "state:entered:安全管理" BIGINT, -- 安全管理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全管理·安全事故" BIGINT, -- 安全管理·安全事故，1 起 存成 1
  "state:data:安全管理·安全事故" BIGINT, -- 安全管理·安全事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:职工培训" BIGINT, -- 职工培训·打分，1 存成 10
  "state:entered:职工培训" BIGINT, -- 职工培训·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:职工培训·全员培训覆盖率" BIGINT, -- 职工培训·全员培训覆盖率，1% 存成 10000
  "state:data:职工培训·全员培训覆盖率" BIGINT, -- 职工培训·全员培训覆盖率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:质量标准化" BIGINT, -- 质量标准化·打分，1 存成 10
  "state:entered:质量标准化" BIGINT, -- 质量标准化·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:质量标准化·标准化等级" BIGINT, -- 质量标准化·标准化等级：0 一级，1 二级，2 三级
  "state:data:质量标准化·标准化等级" BIGINT, -- 质量标准化·标准化等级·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:综合治理" BIGINT, -- 综合治理·打分，1 存成 10
  "state:entered:综合治理" BIGINT, -- 综合治理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:综合治理·重大案件" BIGINT, -- 综合治理·重大案件，1 起 存成 1
  "state:data:综合治理·重大案件" BIGINT, -- 综合治理·重大案件·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:后勤管理" BIGINT, -- 后勤管理·打分，1 存成 10
  "state:entered:后勤管理" BIGINT, -- 后勤管理·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:后勤管理·星级竞赛得分率" BIGINT, -- 后勤管理·星级竞赛得分率，1% 存成 10000
  "state:data:后勤管理·星级竞赛得分率" BIGINT, -- 后勤管理·星级竞赛得分率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:劳动纪律" BIGINT, -- 劳动纪律·打分，1 存成 10
  "state:entered:劳动纪律" BIGINT, -- 劳动纪律·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:劳动纪律·人脸识别出勤率" BIGINT, -- 劳动纪律·人脸识别出勤率，1% 存成 10000
  "state:data:劳动纪律·人脸识别出勤率" BIGINT, -- 劳动纪律·人脸识别出勤率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:信息管理·党建数字化平台" BIGINT, -- 信息管理·党建数字化平台·打分，1 存成 10
  "state:entered:信息管理·党建数字化平台" BIGINT, -- 信息管理·党建数字化平台·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:信息管理·OA平台" BIGINT, -- 信息管理·OA平台·打分，1 存成 10
  "state:entered:信息管理·OA平台" BIGINT, -- 信息管理·OA平台·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:信息管理·信息上传率" BIGINT, -- 信息管理·信息上传率，1% 存成 10000
  "state:data:信息管理·信息上传率" BIGINT, -- 信息管理·信息上传率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "entered:服务质量" BIGINT, -- 服务质量·打分，1 存成 10
  "state:entered:服务质量" BIGINT, -- 服务质量·打分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:服务质量·部门综合满意度" BIGINT, -- 服务质量·部门综合满意度，1% 存成 10000
  "state:data:服务质量·部门综合满意度" BIGINT -- 服务质量·部门综合满意度·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1", "owed 2", "owed 3", "owed 4", "owed 5", "owed 6", "owed 7", "owed 8", "owed 9") AS (
  VALUES ('生产性科室', 1, 1, 0, 1, 0, 1, 1, 1, 0),
    ('非生产性科室', 1, 1, 1, 1, 0, 1, 1, 0, 1),
    ('政工科室', 1, 1, 1, 1, 0, 0, 1, 0, 1),
    ('联合支部', 1, 1, 1, 0, 1, 0, 0, 0, 1),
    ('队组支部', 1, 1, 1, 0, 1, 0, 0, 0, 1),
    ('一线队组', 1, 0, 0, 0, 0, 1, 1, 1, 1),
    ('二线队组', 1, 0, 0, 0, 0, 1, 1, 1, 1)
), "all rows" AS (
  SELECT COUNT(*) AS "#rows" FROM "scan"
), "units" AS (
  SELECT "unit" AS "#twice" FROM "scan" GROUP BY "unit" HAVING COUNT(*) > 1
), "places" AS (
  SELECT "order" AS "#twice" FROM "scan" GROUP BY "order" HAVING COUNT(*) > 1
), "linked" AS (
  SELECT "unit" AS "#far", MIN("class") AS "#far class" FROM "scan" GROUP BY "unit"
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
    -- 所属支部
    CASE
      WHEN "link:所属支部" IS NOT NULL AND "linked 1"."#far" IS NULL THEN 'K556'
      WHEN "link:所属支部" IS NOT NULL
        AND NOT (("class" IN ('一线队组', '二线队组') AND "linked 1"."#far class" IN ('队组支部')))
        THEN 'K557'
    END AS "fault:link:所属支部",
    -- 所在联合支部
    CASE
      WHEN "link:所在联合支部" IS NOT NULL AND "linked 2"."#far" IS NULL THEN 'K556'
      WHEN "link:所在联合支部" IS NOT NULL
        AND NOT (("class" IN ('生产性科室', '非生产性科室', '政工科室') AND "linked 2"."#far class" IN ('联合支部')))
        THEN 'K557'
    END AS "fault:link:所在联合支部",
    -- 月度任务·打分
    CASE
      WHEN "state:entered:月度任务" IS NULL
        OR "state:entered:月度任务" NOT BETWEEN 0 AND 3
        OR ("state:entered:月度任务" = 0) <> ("entered:月度任务" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:月度任务" = 3 OR "state:entered:月度任务" = 2 THEN 'K562'
      WHEN "entered:月度任务" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:月度任务" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:月度任务",
    -- 月度任务·计划数
    CASE
      WHEN "state:data:月度任务·计划数" IS NULL
        OR "state:data:月度任务·计划数" NOT BETWEEN 0 AND 3
        OR ("state:data:月度任务·计划数" = 0) <> ("data:月度任务·计划数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:月度任务·计划数" = 3 OR "state:data:月度任务·计划数" = 2 THEN 'K562'
      WHEN "data:月度任务·计划数" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:月度任务·计划数",
    -- 月度任务·完成数
    CASE
      WHEN "state:data:月度任务·完成数" IS NULL
        OR "state:data:月度任务·完成数" NOT BETWEEN 0 AND 3
        OR ("state:data:月度任务·完成数" = 0) <> ("data:月度任务·完成数" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:月度任务·完成数" = 3 OR "state:data:月度任务·完成数" = 2 THEN 'K562'
      WHEN "data:月度任务·完成数" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:月度任务·完成数",
    -- 党建管理·组织部·打分
    CASE
      WHEN "state:entered:党建管理·组织部" IS NULL
        OR "state:entered:党建管理·组织部" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·组织部" = 0) <> ("entered:党建管理·组织部" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·组织部" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·组织部" = 3)
        OR ("owed 2" = 1 AND "state:entered:党建管理·组织部" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·组织部" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·组织部" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·组织部",
    -- 党建管理·宣传部·打分
    CASE
      WHEN "state:entered:党建管理·宣传部" IS NULL
        OR "state:entered:党建管理·宣传部" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·宣传部" = 0) <> ("entered:党建管理·宣传部" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·宣传部" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·宣传部" = 3)
        OR ("owed 2" = 1 AND "state:entered:党建管理·宣传部" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·宣传部" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·宣传部" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·宣传部",
    -- 党建管理·纪委监察科·打分
    CASE
      WHEN "state:entered:党建管理·纪委监察科" IS NULL
        OR "state:entered:党建管理·纪委监察科" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·纪委监察科" = 0) <> ("entered:党建管理·纪委监察科" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·纪委监察科" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·纪委监察科" = 3)
        OR ("owed 2" = 1 AND "state:entered:党建管理·纪委监察科" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·纪委监察科" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·纪委监察科" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·纪委监察科",
    -- 党建管理·党办·打分
    CASE
      WHEN "state:entered:党建管理·党办" IS NULL
        OR "state:entered:党建管理·党办" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·党办" = 0) <> ("entered:党建管理·党办" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·党办" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·党办" = 3) OR ("owed 2" = 1 AND "state:entered:党建管理·党办" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·党办" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·党办" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·党办",
    -- 党建管理·党建调度·打分
    CASE
      WHEN "state:entered:党建管理·党建调度" IS NULL
        OR "state:entered:党建管理·党建调度" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·党建调度" = 0) <> ("entered:党建管理·党建调度" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:entered:党建管理·党建调度" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:entered:党建管理·党建调度" = 3)
        OR ("owed 3" = 1 AND "state:entered:党建管理·党建调度" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·党建调度" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·党建调度" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·党建调度",
    -- 党建管理·团委·打分
    CASE
      WHEN "state:entered:党建管理·团委" IS NULL
        OR "state:entered:党建管理·团委" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·团委" = 0) <> ("entered:党建管理·团委" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·团委" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·团委" = 3) OR ("owed 2" = 1 AND "state:entered:党建管理·团委" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·团委" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·团委" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·团委",
    -- 党建管理·工会·打分
    CASE
      WHEN "state:entered:党建管理·工会" IS NULL
        OR "state:entered:党建管理·工会" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·工会" = 0) <> ("entered:党建管理·工会" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:entered:党建管理·工会" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:entered:党建管理·工会" = 3) OR ("owed 2" = 1 AND "state:entered:党建管理·工会" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·工会" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·工会" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·工会",
    -- 党建管理·联合支部·打分
    CASE
      WHEN "state:entered:党建管理·联合支部" IS NULL
        OR "state:entered:党建管理·联合支部" NOT BETWEEN 0 AND 3
        OR ("state:entered:党建管理·联合支部" = 0) <> ("entered:党建管理·联合支部" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:entered:党建管理·联合支部" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:entered:党建管理·联合支部" = 3)
        OR ("owed 4" = 1 AND "state:entered:党建管理·联合支部" = 2)
        THEN 'K562'
      WHEN "entered:党建管理·联合支部" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:党建管理·联合支部" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:党建管理·联合支部",
    -- 党建管理·规范化建设达标
    CASE
      WHEN "state:data:党建管理·规范化建设达标" IS NULL
        OR "state:data:党建管理·规范化建设达标" NOT BETWEEN 0 AND 3
        OR ("state:data:党建管理·规范化建设达标" = 0) <> ("data:党建管理·规范化建设达标" IS NOT NULL)
        OR ("owed 5" = 0 AND "state:data:党建管理·规范化建设达标" <> 3)
        THEN 'K573'
      WHEN ("owed 5" > 0 AND "state:data:党建管理·规范化建设达标" = 3)
        OR ("owed 5" = 1 AND "state:data:党建管理·规范化建设达标" = 2)
        THEN 'K562'
      WHEN "data:党建管理·规范化建设达标" NOT BETWEEN 0 AND 1 THEN 'K535'
    END AS "fault:data:党建管理·规范化建设达标",
    -- 精神文明·打分
    CASE
      WHEN "state:entered:精神文明" IS NULL
        OR "state:entered:精神文明" NOT BETWEEN 0 AND 3
        OR ("state:entered:精神文明" = 0) <> ("entered:精神文明" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:精神文明" = 3 OR "state:entered:精神文明" = 2 THEN 'K562'
      WHEN "entered:精神文明" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:精神文明" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:精神文明",
    -- 企业文化·打分
    CASE
      WHEN "state:entered:企业文化" IS NULL
        OR "state:entered:企业文化" NOT BETWEEN 0 AND 3
        OR ("state:entered:企业文化" = 0) <> ("entered:企业文化" IS NOT NULL)
        THEN 'K573'
      WHEN "state:entered:企业文化" = 3 OR "state:entered:企业文化" = 2 THEN 'K562'
      WHEN "entered:企业文化" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:企业文化" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:企业文化",
    -- 调度管理·打分
    CASE
      WHEN "state:entered:调度管理" IS NULL
        OR "state:entered:调度管理" NOT BETWEEN 0 AND 3
        OR ("state:entered:调度管理" = 0) <> ("entered:调度管理" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:entered:调度管理" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:entered:调度管理" = 3) OR ("owed 6" = 1 AND "state:entered:调度管理" = 2)
        THEN 'K562'
      WHEN "entered:调度管理" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:调度管理" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:调度管理",
    -- 调度管理·重点调度落实率
    CASE
      WHEN "state:data:调度管理·重点调度落实率" IS NULL
        OR "state:data:调度管理·重点调度落实率" NOT BETWEEN 0 AND 3
        OR ("state:data:调度管理·重点调度落实率" = 0) <> ("data:调度管理·重点调度落实率" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度管理·重点调度落实率" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度管理·重点调度落实率" = 3)
        OR ("owed 6" = 1 AND "state:data:调度管理·重点调度落实率" = 2)
        THEN 'K562'
      WHEN "data:调度管理·重点调度落实率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:调度管理·重点调度落实率",
    -- 调度管理·超前调度落实率
    CASE
      WHEN "state:data:调度管理·超前调度落实率" IS NULL
        OR "state:data:调度管理·超前调度落实率" NOT BETWEEN 0 AND 3
        OR ("state:data:调度管理·超前调度落实率" = 0) <> ("data:调度管理·超前调度落实率" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度管理·超前调度落实率" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度管理·超前调度落实率" = 3)
        OR ("owed 6" = 1 AND "state:data:调度管理·超前调度落实率" = 2)
        THEN 'K562'
      WHEN "data:调度管理·超前调度落实率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:调度管理·超前调度落实率",
    -- 调度管理·变化调度落实率
    CASE
      WHEN "state:data:调度管理·变化调度落实率" IS NULL
        OR "state:data:调度管理·变化调度落实率" NOT BETWEEN 0 AND 3
        OR ("state:data:调度管理·变化调度落实率" = 0) <> ("data:调度管理·变化调度落实率" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度管理·变化调度落实率" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度管理·变化调度落实率" = 3)
        OR ("owed 6" = 1 AND "state:data:调度管理·变化调度落实率" = 2)
        THEN 'K562'
      WHEN "data:调度管理·变化调度落实率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:调度管理·变化调度落实率",
    -- 安全管理·打分
    CASE
      WHEN "state:entered:安全管理" IS NULL
        OR "state:entered:安全管理" NOT BETWEEN 0 AND 3
        OR ("state:entered:安全管理" = 0) <> ("entered:安全管理" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:entered:安全管理" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:entered:安全管理" = 3) OR ("owed 6" = 1 AND "state:entered:安全管理" = 2)
        THEN 'K562'
      WHEN "entered:安全管理" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:安全管理" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:安全管理",
    -- 安全管理·安全事故
    CASE
      WHEN "state:data:安全管理·安全事故" IS NULL
        OR "state:data:安全管理·安全事故" NOT BETWEEN 0 AND 3
        OR ("state:data:安全管理·安全事故" = 0) <> ("data:安全管理·安全事故" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:安全管理·安全事故" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:安全管理·安全事故" = 3)
        OR ("owed 6" = 1 AND "state:data:安全管理·安全事故" = 2)
        THEN 'K562'
      WHEN "data:安全管理·安全事故" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:安全管理·安全事故",
    -- 职工培训·打分
    CASE
      WHEN "state:entered:职工培训" IS NULL
        OR "state:entered:职工培训" NOT BETWEEN 0 AND 3
        OR ("state:entered:职工培训" = 0) <> ("entered:职工培训" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:entered:职工培训" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:entered:职工培训" = 3) OR ("owed 7" = 1 AND "state:entered:职工培训" = 2)
        THEN 'K562'
      WHEN "entered:职工培训" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:职工培训" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:职工培训",
    -- 职工培训·全员培训覆盖率
    CASE
      WHEN "state:data:职工培训·全员培训覆盖率" IS NULL
        OR "state:data:职工培训·全员培训覆盖率" NOT BETWEEN 0 AND 3
        OR ("state:data:职工培训·全员培训覆盖率" = 0) <> ("data:职工培训·全员培训覆盖率" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:职工培训·全员培训覆盖率" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:职工培训·全员培训覆盖率" = 3)
        OR ("owed 7" = 1 AND "state:data:职工培训·全员培训覆盖率" = 2)
        THEN 'K562'
      WHEN "data:职工培训·全员培训覆盖率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:职工培训·全员培训覆盖率",
    -- 质量标准化·打分
    CASE
      WHEN "state:entered:质量标准化" IS NULL
        OR "state:entered:质量标准化" NOT BETWEEN 0 AND 3
        OR ("state:entered:质量标准化" = 0) <> ("entered:质量标准化" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:entered:质量标准化" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:entered:质量标准化" = 3) OR ("owed 8" = 1 AND "state:entered:质量标准化" = 2)
        THEN 'K562'
      WHEN "entered:质量标准化" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:质量标准化" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:质量标准化",
    -- 质量标准化·标准化等级
    CASE
      WHEN "state:data:质量标准化·标准化等级" IS NULL
        OR "state:data:质量标准化·标准化等级" NOT BETWEEN 0 AND 3
        OR ("state:data:质量标准化·标准化等级" = 0) <> ("data:质量标准化·标准化等级" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:质量标准化·标准化等级" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:质量标准化·标准化等级" = 3)
        OR ("owed 8" = 1 AND "state:data:质量标准化·标准化等级" = 2)
        THEN 'K562'
      WHEN "data:质量标准化·标准化等级" NOT BETWEEN 0 AND 2 THEN 'K536'
    END AS "fault:data:质量标准化·标准化等级",
    -- 综合治理·打分
    CASE
      WHEN "state:entered:综合治理" IS NULL
        OR "state:entered:综合治理" NOT BETWEEN 0 AND 3
        OR ("state:entered:综合治理" = 0) <> ("entered:综合治理" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:entered:综合治理" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:entered:综合治理" = 3) OR ("owed 7" = 1 AND "state:entered:综合治理" = 2)
        THEN 'K562'
      WHEN "entered:综合治理" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:综合治理" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:综合治理",
    -- 综合治理·重大案件
    CASE
      WHEN "state:data:综合治理·重大案件" IS NULL
        OR "state:data:综合治理·重大案件" NOT BETWEEN 0 AND 3
        OR ("state:data:综合治理·重大案件" = 0) <> ("data:综合治理·重大案件" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:综合治理·重大案件" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:综合治理·重大案件" = 3)
        OR ("owed 7" = 1 AND "state:data:综合治理·重大案件" = 2)
        THEN 'K562'
      WHEN "data:综合治理·重大案件" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
    END AS "fault:data:综合治理·重大案件",
    -- 后勤管理·打分
    CASE
      WHEN "state:entered:后勤管理" IS NULL
        OR "state:entered:后勤管理" NOT BETWEEN 0 AND 3
        OR ("state:entered:后勤管理" = 0) <> ("entered:后勤管理" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:entered:后勤管理" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:entered:后勤管理" = 3) OR ("owed 4" = 1 AND "state:entered:后勤管理" = 2)
        THEN 'K562'
      WHEN "entered:后勤管理" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:后勤管理" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:后勤管理",
    -- 后勤管理·星级竞赛得分率
    CASE
      WHEN "state:data:后勤管理·星级竞赛得分率" IS NULL
        OR "state:data:后勤管理·星级竞赛得分率" NOT BETWEEN 0 AND 3
        OR ("state:data:后勤管理·星级竞赛得分率" = 0) <> ("data:后勤管理·星级竞赛得分率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:后勤管理·星级竞赛得分率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:后勤管理·星级竞赛得分率" = 3)
        OR ("owed 4" = 1 AND "state:data:后勤管理·星级竞赛得分率" = 2)
        THEN 'K562'
      WHEN "data:后勤管理·星级竞赛得分率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:后勤管理·星级竞赛得分率",
    -- 劳动纪律·打分
    CASE
      WHEN "state:entered:劳动纪律" IS NULL
        OR "state:entered:劳动纪律" NOT BETWEEN 0 AND 3
        OR ("state:entered:劳动纪律" = 0) <> ("entered:劳动纪律" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:entered:劳动纪律" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:entered:劳动纪律" = 3) OR ("owed 4" = 1 AND "state:entered:劳动纪律" = 2)
        THEN 'K562'
      WHEN "entered:劳动纪律" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:劳动纪律" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:劳动纪律",
    -- 劳动纪律·人脸识别出勤率
    CASE
      WHEN "state:data:劳动纪律·人脸识别出勤率" IS NULL
        OR "state:data:劳动纪律·人脸识别出勤率" NOT BETWEEN 0 AND 3
        OR ("state:data:劳动纪律·人脸识别出勤率" = 0) <> ("data:劳动纪律·人脸识别出勤率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:劳动纪律·人脸识别出勤率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:劳动纪律·人脸识别出勤率" = 3)
        OR ("owed 4" = 1 AND "state:data:劳动纪律·人脸识别出勤率" = 2)
        THEN 'K562'
      WHEN "data:劳动纪律·人脸识别出勤率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:劳动纪律·人脸识别出勤率",
    -- 信息管理·党建数字化平台·打分
    CASE
      WHEN "state:entered:信息管理·党建数字化平台" IS NULL
        OR "state:entered:信息管理·党建数字化平台" NOT BETWEEN 0 AND 3
        OR ("state:entered:信息管理·党建数字化平台" = 0) <> ("entered:信息管理·党建数字化平台" IS NOT NULL)
        OR ("owed 9" = 0 AND "state:entered:信息管理·党建数字化平台" <> 3)
        THEN 'K573'
      WHEN ("owed 9" > 0 AND "state:entered:信息管理·党建数字化平台" = 3)
        OR ("owed 9" = 1 AND "state:entered:信息管理·党建数字化平台" = 2)
        THEN 'K562'
      WHEN "entered:信息管理·党建数字化平台" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:信息管理·党建数字化平台" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:信息管理·党建数字化平台",
    -- 信息管理·OA平台·打分
    CASE
      WHEN "state:entered:信息管理·OA平台" IS NULL
        OR "state:entered:信息管理·OA平台" NOT BETWEEN 0 AND 3
        OR ("state:entered:信息管理·OA平台" = 0) <> ("entered:信息管理·OA平台" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:entered:信息管理·OA平台" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:entered:信息管理·OA平台" = 3)
        OR ("owed 4" = 1 AND "state:entered:信息管理·OA平台" = 2)
        THEN 'K562'
      WHEN "entered:信息管理·OA平台" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:信息管理·OA平台" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:信息管理·OA平台",
    -- 信息管理·信息上传率
    CASE
      WHEN "state:data:信息管理·信息上传率" IS NULL
        OR "state:data:信息管理·信息上传率" NOT BETWEEN 0 AND 3
        OR ("state:data:信息管理·信息上传率" = 0) <> ("data:信息管理·信息上传率" IS NOT NULL)
        THEN 'K573'
      WHEN "state:data:信息管理·信息上传率" = 3 OR "state:data:信息管理·信息上传率" = 2 THEN 'K562'
      WHEN "data:信息管理·信息上传率" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:信息管理·信息上传率",
    -- 服务质量·打分
    CASE
      WHEN "state:entered:服务质量" IS NULL
        OR "state:entered:服务质量" NOT BETWEEN 0 AND 3
        OR ("state:entered:服务质量" = 0) <> ("entered:服务质量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:entered:服务质量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:entered:服务质量" = 3) OR ("owed 4" = 1 AND "state:entered:服务质量" = 2)
        THEN 'K562'
      WHEN "entered:服务质量" NOT BETWEEN 0 AND 1000 THEN 'K534'
      WHEN "entered:服务质量" % 5 <> 0 THEN 'K533'
    END AS "fault:entered:服务质量",
    -- 服务质量·部门综合满意度
    CASE
      WHEN "state:data:服务质量·部门综合满意度" IS NULL
        OR "state:data:服务质量·部门综合满意度" NOT BETWEEN 0 AND 3
        OR ("state:data:服务质量·部门综合满意度" = 0) <> ("data:服务质量·部门综合满意度" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:服务质量·部门综合满意度" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:服务质量·部门综合满意度" = 3)
        OR ("owed 4" = 1 AND "state:data:服务质量·部门综合满意度" = 2)
        THEN 'K562'
      WHEN "data:服务质量·部门综合满意度" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:服务质量·部门综合满意度"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
  LEFT JOIN "linked" AS "linked 1" ON "linked 1"."#far" = "link:所属支部"
  LEFT JOIN "linked" AS "linked 2" ON "linked 2"."#far" = "link:所在联合支部"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:link:所属支部", "fault:link:所在联合支部",
  "fault:entered:月度任务", "fault:data:月度任务·计划数", "fault:data:月度任务·完成数", "fault:entered:党建管理·组织部",
  "fault:entered:党建管理·宣传部", "fault:entered:党建管理·纪委监察科", "fault:entered:党建管理·党办",
  "fault:entered:党建管理·党建调度", "fault:entered:党建管理·团委", "fault:entered:党建管理·工会",
  "fault:entered:党建管理·联合支部", "fault:data:党建管理·规范化建设达标", "fault:entered:精神文明",
  "fault:entered:企业文化", "fault:entered:调度管理", "fault:data:调度管理·重点调度落实率",
  "fault:data:调度管理·超前调度落实率", "fault:data:调度管理·变化调度落实率", "fault:entered:安全管理",
  "fault:data:安全管理·安全事故", "fault:entered:职工培训", "fault:data:职工培训·全员培训覆盖率",
  "fault:entered:质量标准化", "fault:data:质量标准化·标准化等级", "fault:entered:综合治理",
  "fault:data:综合治理·重大案件", "fault:entered:后勤管理", "fault:data:后勤管理·星级竞赛得分率",
  "fault:entered:劳动纪律", "fault:data:劳动纪律·人脸识别出勤率", "fault:entered:信息管理·党建数字化平台",
  "fault:entered:信息管理·OA平台", "fault:data:信息管理·信息上传率", "fault:entered:服务质量",
  "fault:data:服务质量·部门综合满意度"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '所属支部'),
    (4, '所在联合支部'),
    (5, '月度任务·打分'),
    (6, '月度任务·计划数'),
    (7, '月度任务·完成数'),
    (8, '党建管理·组织部·打分'),
    (9, '党建管理·宣传部·打分'),
    (10, '党建管理·纪委监察科·打分'),
    (11, '党建管理·党办·打分'),
    (12, '党建管理·党建调度·打分'),
    (13, '党建管理·团委·打分'),
    (14, '党建管理·工会·打分'),
    (15, '党建管理·联合支部·打分'),
    (16, '党建管理·规范化建设达标'),
    (17, '精神文明·打分'),
    (18, '企业文化·打分'),
    (19, '调度管理·打分'),
    (20, '调度管理·重点调度落实率'),
    (21, '调度管理·超前调度落实率'),
    (22, '调度管理·变化调度落实率'),
    (23, '安全管理·打分'),
    (24, '安全管理·安全事故'),
    (25, '职工培训·打分'),
    (26, '职工培训·全员培训覆盖率'),
    (27, '质量标准化·打分'),
    (28, '质量标准化·标准化等级'),
    (29, '综合治理·打分'),
    (30, '综合治理·重大案件'),
    (31, '后勤管理·打分'),
    (32, '后勤管理·星级竞赛得分率'),
    (33, '劳动纪律·打分'),
    (34, '劳动纪律·人脸识别出勤率'),
    (35, '信息管理·党建数字化平台·打分'),
    (36, '信息管理·OA平台·打分'),
    (37, '信息管理·信息上传率'),
    (38, '服务质量·打分'),
    (39, '服务质量·部门综合满意度')
), "codes" ("#code", "#severity", "#finding") AS (
  VALUES ('K522', '错误', '一个单位有两行'),
    ('K528', '错误', '没有这个单位分类'),
    ('K529', '错误', '一行没写单位'),
    ('K533', '错误', '小数位数比规定的多'),
    ('K534', '错误', '超出规定的范围'),
    ('K535', '错误', '要填“是”或“否”'),
    ('K536', '错误', '填的不在规定的几种里'),
    ('K556', '错误', '对应的单位不在名册上'),
    ('K557', '错误', '对应关系和办法不符'),
    ('K562', '错误', '还缺数'),
    ('K572', '错误', '次序有缺号或重号'),
    ('K573', '错误', '情况和数、和单位分类对不上')
), "found" AS (
  SELECT "#unit", "#class", 0 AS "#table", COALESCE("#at", -1) AS "#at", "#place", "#name",
    CASE "#place"
      WHEN 0 THEN "fault:unit"
      WHEN 1 THEN "fault:class"
      WHEN 2 THEN "fault:order"
      WHEN 3 THEN "fault:link:所属支部"
      WHEN 4 THEN "fault:link:所在联合支部"
      WHEN 5 THEN "fault:entered:月度任务"
      WHEN 6 THEN "fault:data:月度任务·计划数"
      WHEN 7 THEN "fault:data:月度任务·完成数"
      WHEN 8 THEN "fault:entered:党建管理·组织部"
      WHEN 9 THEN "fault:entered:党建管理·宣传部"
      WHEN 10 THEN "fault:entered:党建管理·纪委监察科"
      WHEN 11 THEN "fault:entered:党建管理·党办"
      WHEN 12 THEN "fault:entered:党建管理·党建调度"
      WHEN 13 THEN "fault:entered:党建管理·团委"
      WHEN 14 THEN "fault:entered:党建管理·工会"
      WHEN 15 THEN "fault:entered:党建管理·联合支部"
      WHEN 16 THEN "fault:data:党建管理·规范化建设达标"
      WHEN 17 THEN "fault:entered:精神文明"
      WHEN 18 THEN "fault:entered:企业文化"
      WHEN 19 THEN "fault:entered:调度管理"
      WHEN 20 THEN "fault:data:调度管理·重点调度落实率"
      WHEN 21 THEN "fault:data:调度管理·超前调度落实率"
      WHEN 22 THEN "fault:data:调度管理·变化调度落实率"
      WHEN 23 THEN "fault:entered:安全管理"
      WHEN 24 THEN "fault:data:安全管理·安全事故"
      WHEN 25 THEN "fault:entered:职工培训"
      WHEN 26 THEN "fault:data:职工培训·全员培训覆盖率"
      WHEN 27 THEN "fault:entered:质量标准化"
      WHEN 28 THEN "fault:data:质量标准化·标准化等级"
      WHEN 29 THEN "fault:entered:综合治理"
      WHEN 30 THEN "fault:data:综合治理·重大案件"
      WHEN 31 THEN "fault:entered:后勤管理"
      WHEN 32 THEN "fault:data:后勤管理·星级竞赛得分率"
      WHEN 33 THEN "fault:entered:劳动纪律"
      WHEN 34 THEN "fault:data:劳动纪律·人脸识别出勤率"
      WHEN 35 THEN "fault:entered:信息管理·党建数字化平台"
      WHEN 36 THEN "fault:entered:信息管理·OA平台"
      WHEN 37 THEN "fault:data:信息管理·信息上传率"
      WHEN 38 THEN "fault:entered:服务质量"
      WHEN 39 THEN "fault:data:服务质量·部门综合满意度"
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
WITH "weights 1" (
  "class", "weight:月度任务", "weight:党建管理·组织部", "weight:党建管理·宣传部", "weight:党建管理·纪委监察科",
  "weight:党建管理·党办", "weight:党建管理·党建调度", "weight:党建管理·团委", "weight:党建管理·工会",
  "weight:党建管理·联合支部", "weight:精神文明", "weight:企业文化", "weight:调度管理", "weight:安全管理",
  "weight:职工培训", "weight:质量标准化", "weight:综合治理", "weight:后勤管理", "weight:劳动纪律",
  "weight:信息管理·党建数字化平台", "weight:信息管理·OA平台", "weight:服务质量"
) AS (
  VALUES (
    '生产性科室', CAST(25 AS BIGINT), CAST(3 AS BIGINT), CAST(3 AS BIGINT), CAST(3 AS BIGINT), CAST(2 AS BIGINT),
    CAST(NULL AS BIGINT), CAST(2 AS BIGINT), CAST(2 AS BIGINT), CAST(5 AS BIGINT), CAST(3 AS BIGINT), CAST(3 AS BIGINT),
    CAST(8 AS BIGINT), CAST(20 AS BIGINT), CAST(5 AS BIGINT), CAST(5 AS BIGINT), CAST(2 AS BIGINT), CAST(2 AS BIGINT),
    CAST(3 AS BIGINT), CAST(NULL AS BIGINT), CAST(2 AS BIGINT), CAST(2 AS BIGINT)
  ),
    ('非生产性科室', 30, 4, 3, 3, 3, 3, 2, 2, 5, 4, 4, 4, 10, 3, NULL, 3, 3, 4, 3, 2, 5),
    ('政工科室', 35, 5, 5, 5, 3, 3, 2, 2, 5, 7, 7, NULL, NULL, 2, NULL, 3, 2, 5, 4, 2, 3),
    ('联合支部', 30, 12, 8, 8, 8, 5, 2, 2, NULL, 10, 10, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, NULL, NULL),
    ('队组支部', 37, 8, 8, 8, 5, 4, 3, 2, NULL, 10, 10, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5, NULL, NULL),
    ('一线队组', 40, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 6, 6, 10, 20, 5, 5, 3, NULL, NULL, 5, NULL, NULL),
    ('二线队组', 42, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 6, 6, 8, 20, 5, 5, 3, NULL, NULL, 5, NULL, NULL)
), "layer 0" AS (
  SELECT "order", "class", "data:安全管理·安全事故", "data:月度任务·计划数", "entered:企业文化",
    "entered:信息管理·OA平台", "entered:信息管理·党建数字化平台", "entered:党建管理·党办", "entered:党建管理·党建调度",
    "entered:党建管理·团委", "entered:党建管理·宣传部", "entered:党建管理·工会", "entered:党建管理·纪委监察科",
    "entered:党建管理·组织部", "entered:党建管理·联合支部", "entered:劳动纪律", "entered:后勤管理", "entered:安全管理",
    "entered:月度任务", "entered:服务质量", "entered:精神文明", "entered:综合治理", "entered:职工培训",
    "entered:调度管理", "entered:质量标准化", "state:entered:企业文化", "state:entered:信息管理·OA平台",
    "state:entered:信息管理·党建数字化平台", "state:entered:党建管理·党办", "state:entered:党建管理·党建调度",
    "state:entered:党建管理·团委", "state:entered:党建管理·宣传部", "state:entered:党建管理·工会",
    "state:entered:党建管理·纪委监察科", "state:entered:党建管理·组织部", "state:entered:党建管理·联合支部",
    "state:entered:劳动纪律", "state:entered:后勤管理", "state:entered:安全管理", "state:entered:月度任务",
    "state:entered:服务质量", "state:entered:精神文明", "state:entered:综合治理", "state:entered:职工培训",
    "state:entered:调度管理", "state:entered:质量标准化", "unit", "weight:月度任务", "weight:党建管理·组织部",
    "weight:党建管理·宣传部", "weight:党建管理·纪委监察科", "weight:党建管理·党办", "weight:党建管理·党建调度",
    "weight:党建管理·团委", "weight:党建管理·工会", "weight:党建管理·联合支部", "weight:精神文明", "weight:企业文化",
    "weight:调度管理", "weight:安全管理", "weight:职工培训", "weight:质量标准化", "weight:综合治理", "weight:后勤管理",
    "weight:劳动纪律", "weight:信息管理·党建数字化平台", "weight:信息管理·OA平台", "weight:服务质量"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 月度任务·完成率 条款 三（二）（1）
    CASE WHEN "data:月度任务·计划数" > 0 THEN "data:月度任务·计划数" END AS "月度任务·完成率#1",
    -- 月度任务·情况 条款 三（二）（1）
    CAST(CASE
      WHEN "state:entered:月度任务" = 2 THEN 2 WHEN "state:entered:月度任务" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:月度任务",
    -- 党建管理·组织部·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·组织部" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·组织部" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·组织部" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·组织部" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·组织部" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·组织部",
    -- 党建管理·宣传部·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·宣传部" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·宣传部" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·宣传部" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·宣传部" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·宣传部" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·宣传部",
    -- 党建管理·纪委监察科·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·纪委监察科" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·纪委监察科" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·纪委监察科" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·纪委监察科" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·纪委监察科" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·纪委监察科",
    -- 党建管理·党办·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·党办" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·党办" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·党办" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·党办" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·党办" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·党办",
    -- 党建管理·党建调度·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·党建调度" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·党建调度" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·党建调度" = 1 THEN 1
      WHEN "class" IN ('非生产性科室', '政工科室') AND "state:entered:党建管理·党建调度" = 2 THEN 2
      WHEN "class" IN ('非生产性科室', '政工科室') AND "state:entered:党建管理·党建调度" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·党建调度",
    -- 党建管理·团委·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·团委" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·团委" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·团委" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·团委" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·团委" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·团委",
    -- 党建管理·工会·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·工会" IS NOT NULL THEN 3
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·工会" = 2 THEN 2
      WHEN "class" IN ('联合支部', '队组支部') AND "state:entered:党建管理·工会" = 1 THEN 1
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·工会" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·工会" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·工会",
    -- 党建管理·联合支部·情况 条款 三（二）（2）
    CAST(CASE
      WHEN NOT "weight:党建管理·联合支部" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·联合支部" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:党建管理·联合支部" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:党建管理·联合支部",
    -- 精神文明·情况 条款 三（二）（3）
    CAST(CASE
      WHEN "state:entered:精神文明" = 2 THEN 2 WHEN "state:entered:精神文明" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:精神文明",
    -- 企业文化·情况 条款 三（二）（4）
    CAST(CASE
      WHEN "state:entered:企业文化" = 2 THEN 2 WHEN "state:entered:企业文化" = 1 THEN 1 ELSE 0
    END AS BIGINT) AS "state:企业文化",
    -- 调度管理·情况 条款 三（二）（5）
    CAST(CASE
      WHEN NOT "weight:调度管理" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组') AND "state:entered:调度管理" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组') AND "state:entered:调度管理" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:调度管理",
    -- 安全管理·情况 条款 三（二）（6）
    CAST(CASE
      WHEN NOT "weight:安全管理" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组') AND "state:entered:安全管理" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组') AND "state:entered:安全管理" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:安全管理",
    -- 职工培训·情况 条款 三（二）（7）
    CAST(CASE
      WHEN NOT "weight:职工培训" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        AND "state:entered:职工培训" = 2
        THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        AND "state:entered:职工培训" = 1
        THEN 1
      ELSE 0
    END AS BIGINT) AS "state:职工培训",
    -- 质量标准化·情况 条款 三（二）（8）
    CAST(CASE
      WHEN NOT "weight:质量标准化" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '一线队组', '二线队组') AND "state:entered:质量标准化" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '一线队组', '二线队组') AND "state:entered:质量标准化" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:质量标准化",
    -- 综合治理·情况 条款 三（二）（9）
    CAST(CASE
      WHEN NOT "weight:综合治理" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        AND "state:entered:综合治理" = 2
        THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        AND "state:entered:综合治理" = 1
        THEN 1
      ELSE 0
    END AS BIGINT) AS "state:综合治理",
    -- 后勤管理·情况 条款 三（二）（10）
    CAST(CASE
      WHEN NOT "weight:后勤管理" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:后勤管理" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:后勤管理" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:后勤管理",
    -- 劳动纪律·情况 条款 三（二）（11）
    CAST(CASE
      WHEN NOT "weight:劳动纪律" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:劳动纪律" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:劳动纪律" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:劳动纪律",
    -- 信息管理·党建数字化平台·情况 条款 三（二）（12）
    CAST(CASE
      WHEN NOT "weight:信息管理·党建数字化平台" IS NOT NULL THEN 3
      WHEN "class" IN ('非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "state:entered:信息管理·党建数字化平台" = 2
        THEN 2
      WHEN "class" IN ('非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "state:entered:信息管理·党建数字化平台" = 1
        THEN 1
      ELSE 0
    END AS BIGINT) AS "state:信息管理·党建数字化平台",
    -- 信息管理·OA平台·情况 条款 三（二）（12）
    CAST(CASE
      WHEN NOT "weight:信息管理·OA平台" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:信息管理·OA平台" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:信息管理·OA平台" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:信息管理·OA平台",
    -- 服务质量·情况 条款 三（二）（13）
    CAST(CASE
      WHEN NOT "weight:服务质量" IS NOT NULL THEN 3
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:服务质量" = 2 THEN 2
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室') AND "state:entered:服务质量" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:服务质量",
    -- 安全事故·一票否决 条款 三（二）（6）
    "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组')
      AND COALESCE("data:安全管理·安全事故" > 0, FALSE) AS "fired:安全事故"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 月度任务·考评分 条款 三（二）（1）
    CASE
      WHEN "state:月度任务" = 0 THEN "entered:月度任务"
      WHEN "state:月度任务" = 4 THEN 1000
      WHEN "state:月度任务" = 5 THEN 0
    END AS "mark:月度任务",
    -- 党建管理·组织部·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·组织部" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·组织部"
      WHEN "state:党建管理·组织部" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·组织部"
      WHEN "state:党建管理·组织部" = 4 THEN 1000
      WHEN "state:党建管理·组织部" = 5 THEN 0
    END AS "mark:党建管理·组织部",
    -- 党建管理·宣传部·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·宣传部" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·宣传部"
      WHEN "state:党建管理·宣传部" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·宣传部"
      WHEN "state:党建管理·宣传部" = 4 THEN 1000
      WHEN "state:党建管理·宣传部" = 5 THEN 0
    END AS "mark:党建管理·宣传部",
    -- 党建管理·纪委监察科·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·纪委监察科" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·纪委监察科"
      WHEN "state:党建管理·纪委监察科" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·纪委监察科"
      WHEN "state:党建管理·纪委监察科" = 4 THEN 1000
      WHEN "state:党建管理·纪委监察科" = 5 THEN 0
    END AS "mark:党建管理·纪委监察科",
    -- 党建管理·党办·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·党办" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·党办"
      WHEN "state:党建管理·党办" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·党办"
      WHEN "state:党建管理·党办" = 4 THEN 1000
      WHEN "state:党建管理·党办" = 5 THEN 0
    END AS "mark:党建管理·党办",
    -- 党建管理·党建调度·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·党建调度" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·党建调度"
      WHEN "state:党建管理·党建调度" = 0 AND "class" IN ('非生产性科室', '政工科室') THEN "entered:党建管理·党建调度"
      WHEN "state:党建管理·党建调度" = 4 THEN 1000
      WHEN "state:党建管理·党建调度" = 5 THEN 0
    END AS "mark:党建管理·党建调度",
    -- 党建管理·团委·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·团委" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·团委"
      WHEN "state:党建管理·团委" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·团委"
      WHEN "state:党建管理·团委" = 4 THEN 1000
      WHEN "state:党建管理·团委" = 5 THEN 0
    END AS "mark:党建管理·团委",
    -- 党建管理·工会·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·工会" = 0 AND "class" IN ('联合支部', '队组支部') THEN "entered:党建管理·工会"
      WHEN "state:党建管理·工会" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·工会"
      WHEN "state:党建管理·工会" = 4 THEN 1000
      WHEN "state:党建管理·工会" = 5 THEN 0
    END AS "mark:党建管理·工会",
    -- 党建管理·联合支部·考评分 条款 三（二）（2）
    CASE
      WHEN "state:党建管理·联合支部" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:党建管理·联合支部"
      WHEN "state:党建管理·联合支部" = 4 THEN 1000
      WHEN "state:党建管理·联合支部" = 5 THEN 0
    END AS "mark:党建管理·联合支部",
    -- 精神文明·考评分 条款 三（二）（3）
    CASE
      WHEN "state:精神文明" = 0 THEN "entered:精神文明"
      WHEN "state:精神文明" = 4 THEN 1000
      WHEN "state:精神文明" = 5 THEN 0
    END AS "mark:精神文明",
    -- 企业文化·考评分 条款 三（二）（4）
    CASE
      WHEN "state:企业文化" = 0 THEN "entered:企业文化"
      WHEN "state:企业文化" = 4 THEN 1000
      WHEN "state:企业文化" = 5 THEN 0
    END AS "mark:企业文化",
    -- 调度管理·考评分 条款 三（二）（5）
    CASE
      WHEN "state:调度管理" = 0 AND "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组')
        THEN "entered:调度管理"
      WHEN "state:调度管理" = 4 THEN 1000
      WHEN "state:调度管理" = 5 THEN 0
    END AS "mark:调度管理",
    -- 安全管理·考评分 条款 三（二）（6）
    CASE
      WHEN "state:安全管理" = 0 AND "class" IN ('生产性科室', '非生产性科室', '一线队组', '二线队组')
        THEN "entered:安全管理"
      WHEN "state:安全管理" = 4 THEN 1000
      WHEN "state:安全管理" = 5 THEN 0
    END AS "mark:安全管理",
    -- 职工培训·考评分 条款 三（二）（7）
    CASE
      WHEN "state:职工培训" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        THEN "entered:职工培训"
      WHEN "state:职工培训" = 4 THEN 1000
      WHEN "state:职工培训" = 5 THEN 0
    END AS "mark:职工培训",
    -- 质量标准化·考评分 条款 三（二）（8）
    CASE
      WHEN "state:质量标准化" = 0 AND "class" IN ('生产性科室', '一线队组', '二线队组') THEN "entered:质量标准化"
      WHEN "state:质量标准化" = 4 THEN 1000
      WHEN "state:质量标准化" = 5 THEN 0
    END AS "mark:质量标准化",
    -- 综合治理·考评分 条款 三（二）（9）
    CASE
      WHEN "state:综合治理" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        THEN "entered:综合治理"
      WHEN "state:综合治理" = 4 THEN 1000
      WHEN "state:综合治理" = 5 THEN 0
    END AS "mark:综合治理",
    -- 后勤管理·考评分 条款 三（二）（10）
    CASE
      WHEN "state:后勤管理" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室') THEN "entered:后勤管理"
      WHEN "state:后勤管理" = 4 THEN 1000
      WHEN "state:后勤管理" = 5 THEN 0
    END AS "mark:后勤管理",
    -- 劳动纪律·考评分 条款 三（二）（11）
    CASE
      WHEN "state:劳动纪律" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室') THEN "entered:劳动纪律"
      WHEN "state:劳动纪律" = 4 THEN 1000
      WHEN "state:劳动纪律" = 5 THEN 0
    END AS "mark:劳动纪律",
    -- 信息管理·党建数字化平台·考评分 条款 三（二）（12）
    CASE
      WHEN "state:信息管理·党建数字化平台" = 0
        AND "class" IN ('非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        THEN "entered:信息管理·党建数字化平台"
      WHEN "state:信息管理·党建数字化平台" = 4 THEN 1000
      WHEN "state:信息管理·党建数字化平台" = 5 THEN 0
    END AS "mark:信息管理·党建数字化平台",
    -- 信息管理·OA平台·考评分 条款 三（二）（12）
    CASE
      WHEN "state:信息管理·OA平台" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室')
        THEN "entered:信息管理·OA平台"
      WHEN "state:信息管理·OA平台" = 4 THEN 1000
      WHEN "state:信息管理·OA平台" = 5 THEN 0
    END AS "mark:信息管理·OA平台",
    -- 服务质量·考评分 条款 三（二）（13）
    CASE
      WHEN "state:服务质量" = 0 AND "class" IN ('生产性科室', '非生产性科室', '政工科室') THEN "entered:服务质量"
      WHEN "state:服务质量" = 4 THEN 1000
      WHEN "state:服务质量" = 5 THEN 0
    END AS "mark:服务质量"
  FROM "layer 1"
)
SELECT "order", "weight:月度任务", "weight:党建管理·组织部", "weight:党建管理·宣传部", "weight:党建管理·纪委监察科",
  "weight:党建管理·党办", "weight:党建管理·党建调度", "weight:党建管理·团委", "weight:党建管理·工会",
  "weight:党建管理·联合支部", "weight:精神文明", "weight:企业文化", "weight:调度管理", "weight:安全管理",
  "weight:职工培训", "weight:质量标准化", "weight:综合治理", "weight:后勤管理", "weight:劳动纪律",
  "weight:信息管理·党建数字化平台", "weight:信息管理·OA平台", "weight:服务质量",
  CAST("月度任务·完成率#1" AS INTEGER) AS "月度任务·完成率#1", CAST("state:月度任务" AS TINYINT) AS "state:月度任务",
  CAST("mark:月度任务" AS SMALLINT) AS "mark:月度任务",
  CAST("state:党建管理·组织部" AS TINYINT) AS "state:党建管理·组织部",
  CAST("mark:党建管理·组织部" AS SMALLINT) AS "mark:党建管理·组织部",
  CAST("state:党建管理·宣传部" AS TINYINT) AS "state:党建管理·宣传部",
  CAST("mark:党建管理·宣传部" AS SMALLINT) AS "mark:党建管理·宣传部",
  CAST("state:党建管理·纪委监察科" AS TINYINT) AS "state:党建管理·纪委监察科",
  CAST("mark:党建管理·纪委监察科" AS SMALLINT) AS "mark:党建管理·纪委监察科",
  CAST("state:党建管理·党办" AS TINYINT) AS "state:党建管理·党办",
  CAST("mark:党建管理·党办" AS SMALLINT) AS "mark:党建管理·党办",
  CAST("state:党建管理·党建调度" AS TINYINT) AS "state:党建管理·党建调度",
  CAST("mark:党建管理·党建调度" AS SMALLINT) AS "mark:党建管理·党建调度",
  CAST("state:党建管理·团委" AS TINYINT) AS "state:党建管理·团委",
  CAST("mark:党建管理·团委" AS SMALLINT) AS "mark:党建管理·团委",
  CAST("state:党建管理·工会" AS TINYINT) AS "state:党建管理·工会",
  CAST("mark:党建管理·工会" AS SMALLINT) AS "mark:党建管理·工会",
  CAST("state:党建管理·联合支部" AS TINYINT) AS "state:党建管理·联合支部",
  CAST("mark:党建管理·联合支部" AS SMALLINT) AS "mark:党建管理·联合支部",
  CAST("state:精神文明" AS TINYINT) AS "state:精神文明", CAST("mark:精神文明" AS SMALLINT) AS "mark:精神文明",
  CAST("state:企业文化" AS TINYINT) AS "state:企业文化", CAST("mark:企业文化" AS SMALLINT) AS "mark:企业文化",
  CAST("state:调度管理" AS TINYINT) AS "state:调度管理", CAST("mark:调度管理" AS SMALLINT) AS "mark:调度管理",
  CAST("state:安全管理" AS TINYINT) AS "state:安全管理", CAST("mark:安全管理" AS SMALLINT) AS "mark:安全管理",
  CAST("state:职工培训" AS TINYINT) AS "state:职工培训", CAST("mark:职工培训" AS SMALLINT) AS "mark:职工培训",
  CAST("state:质量标准化" AS TINYINT) AS "state:质量标准化", CAST("mark:质量标准化" AS SMALLINT) AS "mark:质量标准化",
  CAST("state:综合治理" AS TINYINT) AS "state:综合治理", CAST("mark:综合治理" AS SMALLINT) AS "mark:综合治理",
  CAST("state:后勤管理" AS TINYINT) AS "state:后勤管理", CAST("mark:后勤管理" AS SMALLINT) AS "mark:后勤管理",
  CAST("state:劳动纪律" AS TINYINT) AS "state:劳动纪律", CAST("mark:劳动纪律" AS SMALLINT) AS "mark:劳动纪律",
  CAST("state:信息管理·党建数字化平台" AS TINYINT) AS "state:信息管理·党建数字化平台",
  CAST("mark:信息管理·党建数字化平台" AS SMALLINT) AS "mark:信息管理·党建数字化平台",
  CAST("state:信息管理·OA平台" AS TINYINT) AS "state:信息管理·OA平台",
  CAST("mark:信息管理·OA平台" AS SMALLINT) AS "mark:信息管理·OA平台",
  CAST("state:服务质量" AS TINYINT) AS "state:服务质量", CAST("mark:服务质量" AS SMALLINT) AS "mark:服务质量",
  "fired:安全事故", "class", "unit"
FROM "layer 2";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", "weight:月度任务", "weight:党建管理·组织部", "weight:党建管理·宣传部", "weight:党建管理·纪委监察科",
  "weight:党建管理·党办", "weight:党建管理·党建调度", "weight:党建管理·团委", "weight:党建管理·工会",
  "weight:党建管理·联合支部", "weight:精神文明", "weight:企业文化", "weight:调度管理", "weight:安全管理",
  "weight:职工培训", "weight:质量标准化", "weight:综合治理", "weight:后勤管理", "weight:劳动纪律",
  "weight:信息管理·党建数字化平台", "weight:信息管理·OA平台", "weight:服务质量",
  CAST("月度任务·完成率#1" AS BIGINT) AS "月度任务·完成率#1", CAST("state:月度任务" AS BIGINT) AS "state:月度任务",
  CAST("mark:月度任务" AS BIGINT) AS "mark:月度任务",
  CAST("state:党建管理·组织部" AS BIGINT) AS "state:党建管理·组织部",
  CAST("mark:党建管理·组织部" AS BIGINT) AS "mark:党建管理·组织部",
  CAST("state:党建管理·宣传部" AS BIGINT) AS "state:党建管理·宣传部",
  CAST("mark:党建管理·宣传部" AS BIGINT) AS "mark:党建管理·宣传部",
  CAST("state:党建管理·纪委监察科" AS BIGINT) AS "state:党建管理·纪委监察科",
  CAST("mark:党建管理·纪委监察科" AS BIGINT) AS "mark:党建管理·纪委监察科",
  CAST("state:党建管理·党办" AS BIGINT) AS "state:党建管理·党办",
  CAST("mark:党建管理·党办" AS BIGINT) AS "mark:党建管理·党办",
  CAST("state:党建管理·党建调度" AS BIGINT) AS "state:党建管理·党建调度",
  CAST("mark:党建管理·党建调度" AS BIGINT) AS "mark:党建管理·党建调度",
  CAST("state:党建管理·团委" AS BIGINT) AS "state:党建管理·团委",
  CAST("mark:党建管理·团委" AS BIGINT) AS "mark:党建管理·团委",
  CAST("state:党建管理·工会" AS BIGINT) AS "state:党建管理·工会",
  CAST("mark:党建管理·工会" AS BIGINT) AS "mark:党建管理·工会",
  CAST("state:党建管理·联合支部" AS BIGINT) AS "state:党建管理·联合支部",
  CAST("mark:党建管理·联合支部" AS BIGINT) AS "mark:党建管理·联合支部",
  CAST("state:精神文明" AS BIGINT) AS "state:精神文明", CAST("mark:精神文明" AS BIGINT) AS "mark:精神文明",
  CAST("state:企业文化" AS BIGINT) AS "state:企业文化", CAST("mark:企业文化" AS BIGINT) AS "mark:企业文化",
  CAST("state:调度管理" AS BIGINT) AS "state:调度管理", CAST("mark:调度管理" AS BIGINT) AS "mark:调度管理",
  CAST("state:安全管理" AS BIGINT) AS "state:安全管理", CAST("mark:安全管理" AS BIGINT) AS "mark:安全管理",
  CAST("state:职工培训" AS BIGINT) AS "state:职工培训", CAST("mark:职工培训" AS BIGINT) AS "mark:职工培训",
  CAST("state:质量标准化" AS BIGINT) AS "state:质量标准化", CAST("mark:质量标准化" AS BIGINT) AS "mark:质量标准化",
  CAST("state:综合治理" AS BIGINT) AS "state:综合治理", CAST("mark:综合治理" AS BIGINT) AS "mark:综合治理",
  CAST("state:后勤管理" AS BIGINT) AS "state:后勤管理", CAST("mark:后勤管理" AS BIGINT) AS "mark:后勤管理",
  CAST("state:劳动纪律" AS BIGINT) AS "state:劳动纪律", CAST("mark:劳动纪律" AS BIGINT) AS "mark:劳动纪律",
  CAST("state:信息管理·党建数字化平台" AS BIGINT) AS "state:信息管理·党建数字化平台",
  CAST("mark:信息管理·党建数字化平台" AS BIGINT) AS "mark:信息管理·党建数字化平台",
  CAST("state:信息管理·OA平台" AS BIGINT) AS "state:信息管理·OA平台",
  CAST("mark:信息管理·OA平台" AS BIGINT) AS "mark:信息管理·OA平台",
  CAST("state:服务质量" AS BIGINT) AS "state:服务质量", CAST("mark:服务质量" AS BIGINT) AS "mark:服务质量",
  "fired:安全事故", "class", "unit"
FROM "stage 1 stored";

-- 安全事故·一票否决 条款 三（二）（6）
CREATE TEMP TABLE "reach 46" AS
WITH own AS MATERIALIZED (
  SELECT "class", "order", "unit", "fired:安全事故" AS "#fires"
  FROM "stage 1"
)
SELECT own."order", own."#fires" AS "veto:安全事故"
FROM own;

CREATE TEMP TABLE "stage 2 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "data:信息管理·信息上传率", "data:党建管理·规范化建设达标", "data:劳动纪律·人脸识别出勤率",
    "data:后勤管理·星级竞赛得分率", "data:安全管理·安全事故", "data:月度任务·完成数", "data:月度任务·计划数",
    "data:服务质量·部门综合满意度", "data:综合治理·重大案件", "data:职工培训·全员培训覆盖率",
    "data:调度管理·变化调度落实率", "data:调度管理·超前调度落实率", "data:调度管理·重点调度落实率",
    "data:质量标准化·标准化等级", "mark:企业文化", "mark:信息管理·OA平台", "mark:信息管理·党建数字化平台",
    "mark:党建管理·党办", "mark:党建管理·党建调度", "mark:党建管理·团委", "mark:党建管理·宣传部", "mark:党建管理·工会",
    "mark:党建管理·纪委监察科", "mark:党建管理·组织部", "mark:党建管理·联合支部", "mark:劳动纪律", "mark:后勤管理",
    "mark:安全管理", "mark:月度任务", "mark:服务质量", "mark:精神文明", "mark:综合治理", "mark:职工培训",
    "mark:调度管理", "mark:质量标准化", "unit", "veto:安全事故", "weight:企业文化", "weight:信息管理·OA平台",
    "weight:信息管理·党建数字化平台", "weight:党建管理·党办", "weight:党建管理·党建调度", "weight:党建管理·团委",
    "weight:党建管理·宣传部", "weight:党建管理·工会", "weight:党建管理·纪委监察科", "weight:党建管理·组织部",
    "weight:党建管理·联合支部", "weight:劳动纪律", "weight:后勤管理", "weight:安全管理", "weight:月度任务",
    "weight:服务质量", "weight:精神文明", "weight:综合治理", "weight:职工培训", "weight:调度管理", "weight:质量标准化",
    "月度任务·完成率#1"
  FROM (
    SELECT "order", "class", "mark:企业文化", "mark:信息管理·OA平台", "mark:信息管理·党建数字化平台",
      "mark:党建管理·党办", "mark:党建管理·党建调度", "mark:党建管理·团委", "mark:党建管理·宣传部",
      "mark:党建管理·工会", "mark:党建管理·纪委监察科", "mark:党建管理·组织部", "mark:党建管理·联合支部",
      "mark:劳动纪律", "mark:后勤管理", "mark:安全管理", "mark:月度任务", "mark:服务质量", "mark:精神文明",
      "mark:综合治理", "mark:职工培训", "mark:调度管理", "mark:质量标准化", "unit", "weight:企业文化",
      "weight:信息管理·OA平台", "weight:信息管理·党建数字化平台", "weight:党建管理·党办", "weight:党建管理·党建调度",
      "weight:党建管理·团委", "weight:党建管理·宣传部", "weight:党建管理·工会", "weight:党建管理·纪委监察科",
      "weight:党建管理·组织部", "weight:党建管理·联合支部", "weight:劳动纪律", "weight:后勤管理", "weight:安全管理",
      "weight:月度任务", "weight:服务质量", "weight:精神文明", "weight:综合治理", "weight:职工培训", "weight:调度管理",
      "weight:质量标准化", "月度任务·完成率#1"
    FROM "stage 1"
  ) AS "stage 1"
  JOIN (
    SELECT "order", "data:信息管理·信息上传率", "data:党建管理·规范化建设达标", "data:劳动纪律·人脸识别出勤率",
      "data:后勤管理·星级竞赛得分率", "data:安全管理·安全事故", "data:月度任务·完成数", "data:月度任务·计划数",
      "data:服务质量·部门综合满意度", "data:综合治理·重大案件", "data:职工培训·全员培训覆盖率",
      "data:调度管理·变化调度落实率", "data:调度管理·超前调度落实率", "data:调度管理·重点调度落实率",
      "data:质量标准化·标准化等级"
    FROM "checked scan"
  ) AS "checked scan" USING ("order")
  JOIN (SELECT "order", "veto:安全事故" FROM "reach 46") AS "reach 46" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 月度任务·目标值 条款 三（二）（1）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:月度任务·完成数" IS NOT NULL
        AND "data:月度任务·计划数" IS NOT NULL
    )
      AND COALESCE(("data:月度任务·完成数" * 20) >= ("月度任务·完成率#1" * 19), FALSE) AS "met:月度任务:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（1）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:月度任务·完成数" IS NOT NULL
        AND "data:月度任务·计划数" IS NOT NULL
    )
      AND COALESCE(("data:月度任务·完成数" * 20) < ("月度任务·完成率#1" * 19), FALSE)
      AND (
        "mark:月度任务" IS NOT NULL AND ((NOT "mark:月度任务" IS NOT NULL) OR COALESCE("mark:月度任务" = 1000, FALSE))
      ) AS "report:48",
    -- 党建管理·目标值 条款 三（二）（2）
    ("class" IN ('联合支部', '队组支部') AND "data:党建管理·规范化建设达标" IS NOT NULL)
      AND COALESCE("data:党建管理·规范化建设达标" = 0, FALSE) AS "met:党建管理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（2）
    ("class" IN ('联合支部', '队组支部') AND "data:党建管理·规范化建设达标" IS NOT NULL)
      AND COALESCE("data:党建管理·规范化建设达标" <> 0, FALSE)
      AND (
        (
          "mark:党建管理·组织部" IS NOT NULL
            OR "mark:党建管理·宣传部" IS NOT NULL
            OR "mark:党建管理·纪委监察科" IS NOT NULL
            OR "mark:党建管理·党办" IS NOT NULL
            OR "mark:党建管理·党建调度" IS NOT NULL
            OR "mark:党建管理·团委" IS NOT NULL
            OR "mark:党建管理·工会" IS NOT NULL
            OR "mark:党建管理·联合支部" IS NOT NULL
        )
          AND ((NOT "mark:党建管理·组织部" IS NOT NULL) OR COALESCE("mark:党建管理·组织部" = 1000, FALSE))
          AND ((NOT "mark:党建管理·宣传部" IS NOT NULL) OR COALESCE("mark:党建管理·宣传部" = 1000, FALSE))
          AND ((NOT "mark:党建管理·纪委监察科" IS NOT NULL) OR COALESCE("mark:党建管理·纪委监察科" = 1000, FALSE))
          AND ((NOT "mark:党建管理·党办" IS NOT NULL) OR COALESCE("mark:党建管理·党办" = 1000, FALSE))
          AND ((NOT "mark:党建管理·党建调度" IS NOT NULL) OR COALESCE("mark:党建管理·党建调度" = 1000, FALSE))
          AND ((NOT "mark:党建管理·团委" IS NOT NULL) OR COALESCE("mark:党建管理·团委" = 1000, FALSE))
          AND ((NOT "mark:党建管理·工会" IS NOT NULL) OR COALESCE("mark:党建管理·工会" = 1000, FALSE))
          AND ((NOT "mark:党建管理·联合支部" IS NOT NULL) OR COALESCE("mark:党建管理·联合支部" = 1000, FALSE))
      ) AS "report:50",
    -- 调度管理·目标值 条款 三（二）（5）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:调度管理·变化调度落实率" IS NOT NULL
        AND "data:调度管理·超前调度落实率" IS NOT NULL
        AND "data:调度管理·重点调度落实率" IS NOT NULL
    )
      AND (
        COALESCE("data:调度管理·重点调度落实率" = 1000000, FALSE)
          AND COALESCE("data:调度管理·超前调度落实率" = 1000000, FALSE)
          AND COALESCE("data:调度管理·变化调度落实率" = 1000000, FALSE)
      ) AS "met:调度管理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（5）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:调度管理·变化调度落实率" IS NOT NULL
        AND "data:调度管理·超前调度落实率" IS NOT NULL
        AND "data:调度管理·重点调度落实率" IS NOT NULL
    )
      AND (
        COALESCE("data:调度管理·重点调度落实率" <> 1000000, FALSE)
          OR COALESCE("data:调度管理·超前调度落实率" <> 1000000, FALSE)
          OR COALESCE("data:调度管理·变化调度落实率" <> 1000000, FALSE)
      )
      AND (
        "mark:调度管理" IS NOT NULL AND ((NOT "mark:调度管理" IS NOT NULL) OR COALESCE("mark:调度管理" = 1000, FALSE))
      ) AS "report:52",
    -- 安全管理·目标值 条款 三（二）（6）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:安全管理·安全事故" IS NOT NULL
    )
      AND COALESCE("data:安全管理·安全事故" = 0, FALSE) AS "met:安全管理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（6）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:安全管理·安全事故" IS NOT NULL
    )
      AND COALESCE("data:安全管理·安全事故" <> 0, FALSE)
      AND (
        "mark:安全管理" IS NOT NULL AND ((NOT "mark:安全管理" IS NOT NULL) OR COALESCE("mark:安全管理" = 1000, FALSE))
      ) AS "report:54",
    -- 职工培训·目标值 条款 三（二）（7）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:职工培训·全员培训覆盖率" IS NOT NULL
    )
      AND COALESCE("data:职工培训·全员培训覆盖率" = 1000000, FALSE) AS "met:职工培训:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（7）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:职工培训·全员培训覆盖率" IS NOT NULL
    )
      AND COALESCE("data:职工培训·全员培训覆盖率" <> 1000000, FALSE)
      AND (
        "mark:职工培训" IS NOT NULL AND ((NOT "mark:职工培训" IS NOT NULL) OR COALESCE("mark:职工培训" = 1000, FALSE))
      ) AS "report:56",
    -- 质量标准化·目标值 条款 三（二）（8）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:质量标准化·标准化等级" IS NOT NULL
    )
      AND COALESCE("data:质量标准化·标准化等级" <= 0, FALSE) AS "met:质量标准化:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（8）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:质量标准化·标准化等级" IS NOT NULL
    )
      AND COALESCE("data:质量标准化·标准化等级" > 0, FALSE)
      AND (
        "mark:质量标准化" IS NOT NULL
          AND ((NOT "mark:质量标准化" IS NOT NULL) OR COALESCE("mark:质量标准化" = 1000, FALSE))
      ) AS "report:58",
    -- 综合治理·目标值 条款 三（二）（9）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:综合治理·重大案件" IS NOT NULL
    )
      AND COALESCE("data:综合治理·重大案件" = 0, FALSE) AS "met:综合治理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（9）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:综合治理·重大案件" IS NOT NULL
    )
      AND COALESCE("data:综合治理·重大案件" <> 0, FALSE)
      AND (
        "mark:综合治理" IS NOT NULL AND ((NOT "mark:综合治理" IS NOT NULL) OR COALESCE("mark:综合治理" = 1000, FALSE))
      ) AS "report:60",
    -- 后勤管理·目标值 条款 三（二）（10）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:后勤管理·星级竞赛得分率" IS NOT NULL
    )
      AND COALESCE("data:后勤管理·星级竞赛得分率" >= 950000, FALSE) AS "met:后勤管理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（10）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:后勤管理·星级竞赛得分率" IS NOT NULL
    )
      AND COALESCE("data:后勤管理·星级竞赛得分率" < 950000, FALSE)
      AND (
        "mark:后勤管理" IS NOT NULL AND ((NOT "mark:后勤管理" IS NOT NULL) OR COALESCE("mark:后勤管理" = 1000, FALSE))
      ) AS "report:62",
    -- 劳动纪律·目标值 条款 三（二）（11）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:劳动纪律·人脸识别出勤率" IS NOT NULL
    )
      AND COALESCE("data:劳动纪律·人脸识别出勤率" >= 950000, FALSE) AS "met:劳动纪律:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（11）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:劳动纪律·人脸识别出勤率" IS NOT NULL
    )
      AND COALESCE("data:劳动纪律·人脸识别出勤率" < 950000, FALSE)
      AND (
        "mark:劳动纪律" IS NOT NULL AND ((NOT "mark:劳动纪律" IS NOT NULL) OR COALESCE("mark:劳动纪律" = 1000, FALSE))
      ) AS "report:64",
    -- 信息管理·目标值 条款 三（二）（12）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:信息管理·信息上传率" IS NOT NULL
    )
      AND COALESCE("data:信息管理·信息上传率" = 1000000, FALSE) AS "met:信息管理:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（12）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:信息管理·信息上传率" IS NOT NULL
    )
      AND COALESCE("data:信息管理·信息上传率" <> 1000000, FALSE)
      AND (
        ("mark:信息管理·党建数字化平台" IS NOT NULL OR "mark:信息管理·OA平台" IS NOT NULL)
          AND (
            (NOT "mark:信息管理·党建数字化平台" IS NOT NULL) OR COALESCE("mark:信息管理·党建数字化平台" = 1000, FALSE)
          )
          AND ((NOT "mark:信息管理·OA平台" IS NOT NULL) OR COALESCE("mark:信息管理·OA平台" = 1000, FALSE))
      ) AS "report:66",
    -- 服务质量·目标值 条款 三（二）（13）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:服务质量·部门综合满意度" IS NOT NULL
    )
      AND COALESCE("data:服务质量·部门综合满意度" >= 900000, FALSE) AS "met:服务质量:0",
    -- 提醒[K545] 没达标，打了满分 条款 三（二）（13）
    (
      "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部', '一线队组', '二线队组')
        AND "data:服务质量·部门综合满意度" IS NOT NULL
    )
      AND COALESCE("data:服务质量·部门综合满意度" < 900000, FALSE)
      AND (
        "mark:服务质量" IS NOT NULL AND ((NOT "mark:服务质量" IS NOT NULL) OR COALESCE("mark:服务质量" = 1000, FALSE))
      ) AS "report:68",
    -- 党建管理·权重
    (CASE WHEN "mark:党建管理·组织部" IS NOT NULL THEN "weight:党建管理·组织部" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·宣传部" IS NOT NULL THEN "weight:党建管理·宣传部" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·纪委监察科" IS NOT NULL THEN "weight:党建管理·纪委监察科" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·党办" IS NOT NULL THEN "weight:党建管理·党办" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·党建调度" IS NOT NULL THEN "weight:党建管理·党建调度" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·团委" IS NOT NULL THEN "weight:党建管理·团委" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·工会" IS NOT NULL THEN "weight:党建管理·工会" ELSE 0 END)
      + (CASE WHEN "mark:党建管理·联合支部" IS NOT NULL THEN "weight:党建管理·联合支部" ELSE 0 END) AS "kept:党建管理",
    (CASE WHEN "weight:党建管理·组织部" IS NOT NULL THEN "weight:党建管理·组织部" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·宣传部" IS NOT NULL THEN "weight:党建管理·宣传部" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·纪委监察科" IS NOT NULL THEN "weight:党建管理·纪委监察科" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·党办" IS NOT NULL THEN "weight:党建管理·党办" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·党建调度" IS NOT NULL THEN "weight:党建管理·党建调度" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·团委" IS NOT NULL THEN "weight:党建管理·团委" ELSE 0 END)
      + (CASE WHEN "weight:党建管理·工会" IS NOT NULL THEN "weight:党建管理·工会" ELSE 0 END)
      + (CASE
        WHEN "weight:党建管理·联合支部" IS NOT NULL THEN "weight:党建管理·联合支部" ELSE 0
      END) AS "whole:党建管理",
    -- 信息管理·权重
    (CASE WHEN "mark:信息管理·党建数字化平台" IS NOT NULL THEN "weight:信息管理·党建数字化平台" ELSE 0 END)
      + (CASE WHEN "mark:信息管理·OA平台" IS NOT NULL THEN "weight:信息管理·OA平台" ELSE 0 END) AS "kept:信息管理",
    (CASE WHEN "weight:信息管理·党建数字化平台" IS NOT NULL THEN "weight:信息管理·党建数字化平台" ELSE 0 END)
      + (CASE WHEN "weight:信息管理·OA平台" IS NOT NULL THEN "weight:信息管理·OA平台" ELSE 0 END) AS "whole:信息管理"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 权重
    (CASE WHEN "mark:月度任务" IS NOT NULL THEN "weight:月度任务" ELSE 0 END)
      + (CASE WHEN "kept:党建管理" > 0 THEN "whole:党建管理" ELSE 0 END)
      + (CASE WHEN "mark:精神文明" IS NOT NULL THEN "weight:精神文明" ELSE 0 END)
      + (CASE WHEN "mark:企业文化" IS NOT NULL THEN "weight:企业文化" ELSE 0 END)
      + (CASE WHEN "mark:调度管理" IS NOT NULL THEN "weight:调度管理" ELSE 0 END)
      + (CASE WHEN "mark:安全管理" IS NOT NULL THEN "weight:安全管理" ELSE 0 END)
      + (CASE WHEN "mark:职工培训" IS NOT NULL THEN "weight:职工培训" ELSE 0 END)
      + (CASE WHEN "mark:质量标准化" IS NOT NULL THEN "weight:质量标准化" ELSE 0 END)
      + (CASE WHEN "mark:综合治理" IS NOT NULL THEN "weight:综合治理" ELSE 0 END)
      + (CASE WHEN "mark:后勤管理" IS NOT NULL THEN "weight:后勤管理" ELSE 0 END)
      + (CASE WHEN "mark:劳动纪律" IS NOT NULL THEN "weight:劳动纪律" ELSE 0 END)
      + (CASE WHEN "kept:信息管理" > 0 THEN "whole:信息管理" ELSE 0 END)
      + (CASE WHEN "mark:服务质量" IS NOT NULL THEN "weight:服务质量" ELSE 0 END) AS "kept"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 月度任务·单项得分 条款 三（二）（1）
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:月度任务#2",
    -- 党建管理·组织部·单项得分 条款 三（二）（2）
    "kept:党建管理" * "kept" AS "POINTS:党建管理·组织部#3",
    -- 信息管理·党建数字化平台·单项得分 条款 三（二）（12）
    "kept:信息管理" * "kept" AS "POINTS:信息管理·党建数字化平台#5",
    -- 错误[K541] 没有一项可以计分
    COALESCE("kept" <= 0, FALSE) AS "report:96"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 月度任务·单项得分 条款 三（二）（1）
    CASE
      WHEN 100 = "kept" THEN (("mark:月度任务" * "weight:月度任务") + 5) // 10
      ELSE (("mark:月度任务" * "weight:月度任务" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:月度任务",
    -- 党建管理·组织部·单项得分 条款 三（二）（2）
    CASE WHEN "POINTS:党建管理·组织部#3" > 0 THEN "POINTS:党建管理·组织部#3" END AS "POINTS:党建管理·组织部#4",
    -- 精神文明·单项得分 条款 三（二）（3）
    CASE
      WHEN 100 = "kept" THEN (("mark:精神文明" * "weight:精神文明") + 5) // 10
      ELSE (("mark:精神文明" * "weight:精神文明" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:精神文明",
    -- 企业文化·单项得分 条款 三（二）（4）
    CASE
      WHEN 100 = "kept" THEN (("mark:企业文化" * "weight:企业文化") + 5) // 10
      ELSE (("mark:企业文化" * "weight:企业文化" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:企业文化",
    -- 调度管理·单项得分 条款 三（二）（5）
    CASE
      WHEN 100 = "kept" THEN (("mark:调度管理" * "weight:调度管理") + 5) // 10
      ELSE (("mark:调度管理" * "weight:调度管理" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:调度管理",
    -- 安全管理·单项得分 条款 三（二）（6）
    CASE
      WHEN 100 = "kept" THEN (("mark:安全管理" * "weight:安全管理") + 5) // 10
      ELSE (("mark:安全管理" * "weight:安全管理" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:安全管理",
    -- 职工培训·单项得分 条款 三（二）（7）
    CASE
      WHEN 100 = "kept" THEN (("mark:职工培训" * "weight:职工培训") + 5) // 10
      ELSE (("mark:职工培训" * "weight:职工培训" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:职工培训",
    -- 质量标准化·单项得分 条款 三（二）（8）
    CASE
      WHEN 100 = "kept" THEN (("mark:质量标准化" * "weight:质量标准化") + 5) // 10
      ELSE (("mark:质量标准化" * "weight:质量标准化" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:质量标准化",
    -- 综合治理·单项得分 条款 三（二）（9）
    CASE
      WHEN 100 = "kept" THEN (("mark:综合治理" * "weight:综合治理") + 5) // 10
      ELSE (("mark:综合治理" * "weight:综合治理" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:综合治理",
    -- 后勤管理·单项得分 条款 三（二）（10）
    CASE
      WHEN 100 = "kept" THEN (("mark:后勤管理" * "weight:后勤管理") + 5) // 10
      ELSE (("mark:后勤管理" * "weight:后勤管理" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:后勤管理",
    -- 劳动纪律·单项得分 条款 三（二）（11）
    CASE
      WHEN 100 = "kept" THEN (("mark:劳动纪律" * "weight:劳动纪律") + 5) // 10
      ELSE (("mark:劳动纪律" * "weight:劳动纪律" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:劳动纪律",
    -- 信息管理·党建数字化平台·单项得分 条款 三（二）（12）
    CASE
      WHEN "POINTS:信息管理·党建数字化平台#5" > 0 THEN "POINTS:信息管理·党建数字化平台#5"
    END AS "POINTS:信息管理·党建数字化平台#6",
    -- 服务质量·单项得分 条款 三（二）（13）
    CASE
      WHEN 100 = "kept" THEN (("mark:服务质量" * "weight:服务质量") + 5) // 10
      ELSE (("mark:服务质量" * "weight:服务质量" * 10) + ("POINTS:月度任务#2" // 2)) // "POINTS:月度任务#2"
    END AS "points:服务质量"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 党建管理·组织部·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·组织部" * "weight:党建管理·组织部") + 5) // 10
      ELSE (
        ("mark:党建管理·组织部" * "weight:党建管理·组织部" * "whole:党建管理" * 10) + ("POINTS:党建管理·组织部#4" // 2)
      )
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·组织部",
    -- 党建管理·宣传部·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·宣传部" * "weight:党建管理·宣传部") + 5) // 10
      ELSE (
        ("mark:党建管理·宣传部" * "weight:党建管理·宣传部" * "whole:党建管理" * 10) + ("POINTS:党建管理·组织部#4" // 2)
      )
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·宣传部",
    -- 党建管理·纪委监察科·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·纪委监察科" * "weight:党建管理·纪委监察科") + 5) // 10
      ELSE (
        ("mark:党建管理·纪委监察科" * "weight:党建管理·纪委监察科" * "whole:党建管理" * 10)
          + ("POINTS:党建管理·组织部#4" // 2)
      )
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·纪委监察科",
    -- 党建管理·党办·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·党办" * "weight:党建管理·党办") + 5) // 10
      ELSE (("mark:党建管理·党办" * "weight:党建管理·党办" * "whole:党建管理" * 10) + ("POINTS:党建管理·组织部#4" // 2))
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·党办",
    -- 党建管理·党建调度·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·党建调度" * "weight:党建管理·党建调度") + 5) // 10
      ELSE (
        ("mark:党建管理·党建调度" * "weight:党建管理·党建调度" * "whole:党建管理" * 10)
          + ("POINTS:党建管理·组织部#4" // 2)
      )
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·党建调度",
    -- 党建管理·团委·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·团委" * "weight:党建管理·团委") + 5) // 10
      ELSE (("mark:党建管理·团委" * "weight:党建管理·团委" * "whole:党建管理" * 10) + ("POINTS:党建管理·组织部#4" // 2))
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·团委",
    -- 党建管理·工会·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·工会" * "weight:党建管理·工会") + 5) // 10
      ELSE (("mark:党建管理·工会" * "weight:党建管理·工会" * "whole:党建管理" * 10) + ("POINTS:党建管理·组织部#4" // 2))
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·工会",
    -- 党建管理·联合支部·单项得分 条款 三（二）（2）
    CASE
      WHEN ("whole:党建管理" * 100) = ("kept:党建管理" * "kept")
        THEN (("mark:党建管理·联合支部" * "weight:党建管理·联合支部") + 5) // 10
      ELSE (
        ("mark:党建管理·联合支部" * "weight:党建管理·联合支部" * "whole:党建管理" * 10)
          + ("POINTS:党建管理·组织部#4" // 2)
      )
        // "POINTS:党建管理·组织部#4"
    END AS "points:党建管理·联合支部",
    -- 信息管理·党建数字化平台·单项得分 条款 三（二）（12）
    CASE
      WHEN ("whole:信息管理" * 100) = ("kept:信息管理" * "kept")
        THEN (("mark:信息管理·党建数字化平台" * "weight:信息管理·党建数字化平台") + 5) // 10
      ELSE (
        ("mark:信息管理·党建数字化平台" * "weight:信息管理·党建数字化平台" * "whole:信息管理" * 10)
          + ("POINTS:信息管理·党建数字化平台#6" // 2)
      )
        // "POINTS:信息管理·党建数字化平台#6"
    END AS "points:信息管理·党建数字化平台",
    -- 信息管理·OA平台·单项得分 条款 三（二）（12）
    CASE
      WHEN ("whole:信息管理" * 100) = ("kept:信息管理" * "kept")
        THEN (("mark:信息管理·OA平台" * "weight:信息管理·OA平台") + 5) // 10
      ELSE (
        ("mark:信息管理·OA平台" * "weight:信息管理·OA平台" * "whole:信息管理" * 10)
          + ("POINTS:信息管理·党建数字化平台#6" // 2)
      )
        // "POINTS:信息管理·党建数字化平台#6"
    END AS "points:信息管理·OA平台"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:月度任务" IS NOT NULL THEN "points:月度任务" ELSE 0 END)
      + (CASE WHEN "points:党建管理·组织部" IS NOT NULL THEN "points:党建管理·组织部" ELSE 0 END)
      + (CASE WHEN "points:党建管理·宣传部" IS NOT NULL THEN "points:党建管理·宣传部" ELSE 0 END)
      + (CASE WHEN "points:党建管理·纪委监察科" IS NOT NULL THEN "points:党建管理·纪委监察科" ELSE 0 END)
      + (CASE WHEN "points:党建管理·党办" IS NOT NULL THEN "points:党建管理·党办" ELSE 0 END)
      + (CASE WHEN "points:党建管理·党建调度" IS NOT NULL THEN "points:党建管理·党建调度" ELSE 0 END)
      + (CASE WHEN "points:党建管理·团委" IS NOT NULL THEN "points:党建管理·团委" ELSE 0 END)
      + (CASE WHEN "points:党建管理·工会" IS NOT NULL THEN "points:党建管理·工会" ELSE 0 END)
      + (CASE WHEN "points:党建管理·联合支部" IS NOT NULL THEN "points:党建管理·联合支部" ELSE 0 END)
      + (CASE WHEN "points:精神文明" IS NOT NULL THEN "points:精神文明" ELSE 0 END)
      + (CASE WHEN "points:企业文化" IS NOT NULL THEN "points:企业文化" ELSE 0 END)
      + (CASE WHEN "points:调度管理" IS NOT NULL THEN "points:调度管理" ELSE 0 END)
      + (CASE WHEN "points:安全管理" IS NOT NULL THEN "points:安全管理" ELSE 0 END)
      + (CASE WHEN "points:职工培训" IS NOT NULL THEN "points:职工培训" ELSE 0 END)
      + (CASE WHEN "points:质量标准化" IS NOT NULL THEN "points:质量标准化" ELSE 0 END)
      + (CASE WHEN "points:综合治理" IS NOT NULL THEN "points:综合治理" ELSE 0 END)
      + (CASE WHEN "points:后勤管理" IS NOT NULL THEN "points:后勤管理" ELSE 0 END)
      + (CASE WHEN "points:劳动纪律" IS NOT NULL THEN "points:劳动纪律" ELSE 0 END)
      + (CASE WHEN "points:信息管理·党建数字化平台" IS NOT NULL THEN "points:信息管理·党建数字化平台" ELSE 0 END)
      + (CASE WHEN "points:信息管理·OA平台" IS NOT NULL THEN "points:信息管理·OA平台" ELSE 0 END)
      + (CASE WHEN "points:服务质量" IS NOT NULL THEN "points:服务质量" ELSE 0 END) AS "summed"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- 综合得分 条款 三（三）（4）
    CASE
      WHEN "class" IN ('生产性科室', '非生产性科室', '政工科室', '联合支部', '队组支部') THEN "summed"
    END AS "composed@0"
  FROM "layer 6"
), "layer 8" AS (
  SELECT *,
    -- 综合得分 条款 三（三）（4）
    CASE
      WHEN "veto:安全事故" THEN CASE WHEN NOT ("composed@0" IS NULL) THEN LEAST("composed@0", 5900) END
      ELSE "composed@0"
    END AS "composite@0"
  FROM "layer 7"
)
SELECT "order", "report:48", "report:50", "report:52", "report:54", "report:56", "report:58", "report:60", "report:62",
  "report:64", "report:66", "report:68", CAST("points:月度任务" AS INTEGER) AS "points:月度任务",
  CAST("points:党建管理·组织部" AS INTEGER) AS "points:党建管理·组织部",
  CAST("points:党建管理·宣传部" AS INTEGER) AS "points:党建管理·宣传部",
  CAST("points:党建管理·纪委监察科" AS INTEGER) AS "points:党建管理·纪委监察科",
  CAST("points:党建管理·党办" AS INTEGER) AS "points:党建管理·党办",
  CAST("points:党建管理·党建调度" AS INTEGER) AS "points:党建管理·党建调度",
  CAST("points:党建管理·团委" AS INTEGER) AS "points:党建管理·团委",
  CAST("points:党建管理·工会" AS INTEGER) AS "points:党建管理·工会",
  CAST("points:党建管理·联合支部" AS INTEGER) AS "points:党建管理·联合支部",
  CAST("points:精神文明" AS INTEGER) AS "points:精神文明", CAST("points:企业文化" AS INTEGER) AS "points:企业文化",
  CAST("points:调度管理" AS INTEGER) AS "points:调度管理", CAST("points:安全管理" AS INTEGER) AS "points:安全管理",
  CAST("points:职工培训" AS INTEGER) AS "points:职工培训", CAST("points:质量标准化" AS INTEGER) AS "points:质量标准化",
  CAST("points:综合治理" AS SMALLINT) AS "points:综合治理", CAST("points:后勤管理" AS SMALLINT) AS "points:后勤管理",
  CAST("points:劳动纪律" AS INTEGER) AS "points:劳动纪律",
  CAST("points:信息管理·党建数字化平台" AS INTEGER) AS "points:信息管理·党建数字化平台",
  CAST("points:信息管理·OA平台" AS INTEGER) AS "points:信息管理·OA平台",
  CAST("points:服务质量" AS INTEGER) AS "points:服务质量", CAST("summed" AS INTEGER) AS "summed", "report:96",
  CAST("composed@0" AS INTEGER) AS "composed@0", CAST("composite@0" AS INTEGER) AS "composite@0", "class", "unit",
  "veto:安全事故"
FROM "layer 8";

CREATE TEMP VIEW "stage 2" AS
SELECT "order", "report:48", "report:50", "report:52", "report:54", "report:56", "report:58", "report:60", "report:62",
  "report:64", "report:66", "report:68", CAST("points:月度任务" AS BIGINT) AS "points:月度任务",
  CAST("points:党建管理·组织部" AS BIGINT) AS "points:党建管理·组织部",
  CAST("points:党建管理·宣传部" AS BIGINT) AS "points:党建管理·宣传部",
  CAST("points:党建管理·纪委监察科" AS BIGINT) AS "points:党建管理·纪委监察科",
  CAST("points:党建管理·党办" AS BIGINT) AS "points:党建管理·党办",
  CAST("points:党建管理·党建调度" AS BIGINT) AS "points:党建管理·党建调度",
  CAST("points:党建管理·团委" AS BIGINT) AS "points:党建管理·团委",
  CAST("points:党建管理·工会" AS BIGINT) AS "points:党建管理·工会",
  CAST("points:党建管理·联合支部" AS BIGINT) AS "points:党建管理·联合支部",
  CAST("points:精神文明" AS BIGINT) AS "points:精神文明", CAST("points:企业文化" AS BIGINT) AS "points:企业文化",
  CAST("points:调度管理" AS BIGINT) AS "points:调度管理", CAST("points:安全管理" AS BIGINT) AS "points:安全管理",
  CAST("points:职工培训" AS BIGINT) AS "points:职工培训", CAST("points:质量标准化" AS BIGINT) AS "points:质量标准化",
  CAST("points:综合治理" AS BIGINT) AS "points:综合治理", CAST("points:后勤管理" AS BIGINT) AS "points:后勤管理",
  CAST("points:劳动纪律" AS BIGINT) AS "points:劳动纪律",
  CAST("points:信息管理·党建数字化平台" AS BIGINT) AS "points:信息管理·党建数字化平台",
  CAST("points:信息管理·OA平台" AS BIGINT) AS "points:信息管理·OA平台",
  CAST("points:服务质量" AS BIGINT) AS "points:服务质量", CAST("summed" AS BIGINT) AS "summed", "report:96",
  CAST("composed@0" AS BIGINT) AS "composed@0", CAST("composite@0" AS BIGINT) AS "composite@0", "class", "unit",
  "veto:安全事故"
FROM "stage 2 stored";

-- 所属支部·综合得分 条款 三（三）（4）
CREATE TEMP TABLE "linked 100" AS
WITH other AS (SELECT "unit" AS "#far", "composite@0" AS "linked:所属支部:composite@0" FROM "stage 2")
SELECT own."order", other."linked:所属支部:composite@0"
FROM "checked scan" AS own LEFT JOIN other ON other."#far" = own."link:所属支部";

CREATE TEMP TABLE "stage 3 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "composed@0", "link:所属支部", "linked:所属支部:composite@0", "summed", "unit",
    "veto:安全事故"
  FROM (SELECT "order", "class", "composed@0", "summed", "unit", "veto:安全事故" FROM "stage 2") AS "stage 2"
  JOIN (SELECT "order", "link:所属支部" FROM "checked scan") AS "checked scan" USING ("order")
  JOIN (SELECT "order", "linked:所属支部:composite@0" FROM "linked 100") AS "linked 100" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 错误[K543] 没有对应单位 条款 三（三）（4）
    "class" IN ('一线队组', '二线队组') AND (NOT "link:所属支部" IS NOT NULL) AS "report:101",
    -- 综合得分 条款 三（三）（4）
    CASE
      WHEN "class" IN ('一线队组', '二线队组')
        THEN ((("linked:所属支部:composite@0" * 25) + ("summed" * 75)) + 50) // 100
      ELSE "composed@0"
    END AS "composed"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 错误[K544] 综合得分缺数，算不出 条款 三（三）（4）
    "class" IN ('一线队组', '二线队组')
      AND "link:所属支部" IS NOT NULL
      AND (NOT "composed" IS NOT NULL) AS "report:103",
    -- 综合得分
    CASE
      WHEN "veto:安全事故" THEN CASE WHEN NOT ("composed" IS NULL) THEN LEAST("composed", 5900) END ELSE "composed"
    END AS "composite"
  FROM "layer 1"
)
SELECT "order", "report:101", "report:103", CAST("composite" AS INTEGER) AS "composite", "class",
  CAST("summed" AS INTEGER) AS "summed", "unit", "veto:安全事故"
FROM "layer 2";

CREATE TEMP VIEW "stage 3" AS
SELECT "order", "report:101", "report:103", CAST("composite" AS BIGINT) AS "composite", "class",
  CAST("summed" AS BIGINT) AS "summed", "unit", "veto:安全事故"
FROM "stage 3 stored";

-- 月度等次·名次 条款 三（五）（2）
CREATE TEMP TABLE "rank 105" AS
WITH pool ("class", "#pool") AS (
  VALUES ('生产性科室', 1), ('非生产性科室', 2), ('政工科室', 3), ('一线队组', 4), ('二线队组', 4)
),
own AS MATERIALIZED (
  SELECT "order", "#pool", NOT "veto:安全事故" AS "#ranked", NOT "veto:安全事故" AS "#counted", FALSE AS "#spends",
    COALESCE("composite", -1) AS "#key1", "class", "composite", "summed", "unit", "veto:安全事故"
  FROM "stage 3" LEFT JOIN pool USING ("class")
),
steps AS (
  SELECT "#pool", "#key1", COUNT(CASE WHEN "#ranked" THEN 1 END) AS "#ranked",
    COUNT(CASE WHEN "#counted" THEN 1 END) AS "#counted", COUNT(CASE WHEN "#spends" THEN 1 END) AS "#spends"
  FROM own WHERE "#pool" IS NOT NULL GROUP BY "#pool", "#key1"
),
totals AS MATERIALIZED (
  SELECT "#pool", "#key1", CAST(SUM("#ranked") OVER whole AS BIGINT) AS "#ranked",
    CAST(SUM("#counted") OVER whole AS BIGINT) AS "#counted", CAST(SUM("#spends") OVER whole AS BIGINT) AS "#spends",
    CAST(SUM("#ranked") OVER (whole ORDER BY "#key1" DESC) AS BIGINT) - "#ranked" + 1 AS "#place"
  FROM steps WINDOW whole AS (PARTITION BY "#pool")
)
SELECT own."order", CASE WHEN own."#ranked" THEN totals."#place" END AS "place:月度等次",
  totals."#ranked" AS "places:月度等次", totals."#counted" AS "base:月度等次", totals."#spends" AS "spent:月度等次",
  own."class", own."composite", own."summed", own."unit", own."veto:安全事故"
FROM own LEFT JOIN totals ON totals."#pool" = own."#pool" AND totals."#key1" = own."#key1";

CREATE TEMP TABLE "stage 4 stored" AS
WITH "layer 0" AS (
  SELECT "order", "base:月度等次", "class", "composite", "data:安全管理·安全事故", "place:月度等次", "places:月度等次",
    "spent:月度等次", "summed", "unit", "veto:安全事故"
  FROM (
    SELECT "order", "base:月度等次", "class", "composite", "place:月度等次", "places:月度等次", "spent:月度等次",
      "summed", "unit", "veto:安全事故"
    FROM "rank 105"
  ) AS "rank 105"
  JOIN (SELECT "order", "data:安全管理·安全事故" FROM "checked scan") AS "checked scan" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 月度等次·优·名额 条款 三（五）（2）
    ("base:月度等次" * 2) // 10 AS "cut:月度等次:优",
    -- 月度等次·良·名额 条款 三（五）（2）
    ("base:月度等次" * 5) // 10 AS "cut:月度等次:良",
    -- 月度等次·合格·名额 条款 三（五）（2）
    ("base:月度等次" * 9) // 10 AS "cut:月度等次:合格"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 月度等次·不合格·名额 条款 三（五）（2）
    CASE
      WHEN NOT ("base:月度等次" IS NULL OR "cut:月度等次:合格" IS NULL OR "spent:月度等次" IS NULL)
        THEN GREATEST("base:月度等次" - "cut:月度等次:合格" - "spent:月度等次", 0)
    END AS "fails:月度等次"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 月度等次 条款 三（五）（2）
    CAST(CASE
      WHEN NOT "place:月度等次" IS NOT NULL THEN CAST(NULL AS BIGINT)
      WHEN "base:月度等次" < 5 THEN CAST(NULL AS BIGINT)
      WHEN ("place:月度等次" + "fails:月度等次") > "places:月度等次" THEN 3
      WHEN "place:月度等次" <= "cut:月度等次:优" THEN 0
      WHEN "place:月度等次" <= "cut:月度等次:良" THEN 1
      WHEN "place:月度等次" <= "cut:月度等次:合格" THEN 2
      ELSE 2
    END AS BIGINT) AS "placed:月度等次"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 月度等次 条款 三（二）（6）
    CASE
      WHEN "veto:安全事故" AND "class" IN ('生产性科室', '非生产性科室', '政工科室', '一线队组', '二线队组')
        THEN CASE
          WHEN "placed:月度等次" IS NOT NULL
            THEN CASE WHEN NOT ("placed:月度等次" IS NULL) THEN GREATEST("placed:月度等次", 3) END
          ELSE 3
        END
      ELSE "placed:月度等次"
    END AS "after:月度等次:安全事故"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 错误[K546] 结果不合“任何情况下”的规定
    COALESCE("data:安全管理·安全事故" > 0, FALSE) AND COALESCE("after:月度等次:安全事故" = 0, FALSE) AS "report:113"
  FROM "layer 4"
)
SELECT "order", CAST("after:月度等次:安全事故" AS TINYINT) AS "after:月度等次:安全事故", "report:113", "base:月度等次",
  "class", CAST("composite" AS INTEGER) AS "composite", "place:月度等次", CAST("summed" AS INTEGER) AS "summed", "unit",
  "veto:安全事故"
FROM "layer 5";

CREATE TEMP VIEW "stage 4" AS
SELECT "order", CAST("after:月度等次:安全事故" AS BIGINT) AS "after:月度等次:安全事故", "report:113", "base:月度等次",
  "class", CAST("composite" AS BIGINT) AS "composite", "place:月度等次", CAST("summed" AS BIGINT) AS "summed", "unit",
  "veto:安全事故"
FROM "stage 4 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:月度任务") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:月度任务" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "月度任务·考评分",
  COALESCE(
    CAST(CAST(("points:月度任务") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "月度任务·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·组织部") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·组织部" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "党建管理·组织部·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·组织部") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·组织部·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·宣传部") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·宣传部" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "党建管理·宣传部·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·宣传部") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·宣传部·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·纪委监察科") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·纪委监察科"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "党建管理·纪委监察科·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·纪委监察科") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·纪委监察科·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·党办") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·党办" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "党建管理·党办·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·党办") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·党办·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·党建调度") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·党建调度"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "党建管理·党建调度·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·党建调度") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·党建调度·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·团委") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·团委" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "党建管理·团委·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·团委") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·团委·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·工会") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·工会" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "党建管理·工会·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·工会") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·工会·单项得分",
  COALESCE(
    CAST(CAST(("mark:党建管理·联合支部") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:党建管理·联合支部"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "党建管理·联合支部·考评分",
  COALESCE(
    CAST(CAST(("points:党建管理·联合支部") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "党建管理·联合支部·单项得分",
  COALESCE(
    CAST(CAST(("mark:精神文明") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:精神文明" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "精神文明·考评分",
  COALESCE(
    CAST(CAST(("points:精神文明") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "精神文明·单项得分",
  COALESCE(
    CAST(CAST(("mark:企业文化") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:企业文化" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "企业文化·考评分",
  COALESCE(
    CAST(CAST(("points:企业文化") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "企业文化·单项得分",
  COALESCE(
    CAST(CAST(("mark:调度管理") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:调度管理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "调度管理·考评分",
  COALESCE(
    CAST(CAST(("points:调度管理") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "调度管理·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全管理") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:安全管理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "安全管理·考评分",
  COALESCE(
    CAST(CAST(("points:安全管理") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全管理·单项得分",
  COALESCE(
    CAST(CAST(("mark:职工培训") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:职工培训" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "职工培训·考评分",
  COALESCE(
    CAST(CAST(("points:职工培训") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "职工培训·单项得分",
  COALESCE(
    CAST(CAST(("mark:质量标准化") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:质量标准化" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "质量标准化·考评分",
  COALESCE(
    CAST(CAST(("points:质量标准化") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "质量标准化·单项得分",
  COALESCE(
    CAST(CAST(("mark:综合治理") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:综合治理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "综合治理·考评分",
  COALESCE(
    CAST(CAST(("points:综合治理") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "综合治理·单项得分",
  COALESCE(
    CAST(CAST(("mark:后勤管理") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:后勤管理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "后勤管理·考评分",
  COALESCE(
    CAST(CAST(("points:后勤管理") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "后勤管理·单项得分",
  COALESCE(
    CAST(CAST(("mark:劳动纪律") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:劳动纪律" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "劳动纪律·考评分",
  COALESCE(
    CAST(CAST(("points:劳动纪律") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "劳动纪律·单项得分",
  COALESCE(
    CAST(CAST(("mark:信息管理·党建数字化平台") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:信息管理·党建数字化平台"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "信息管理·党建数字化平台·考评分",
  COALESCE(
    CAST(CAST(("points:信息管理·党建数字化平台") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "信息管理·党建数字化平台·单项得分",
  COALESCE(
    CAST(CAST(("mark:信息管理·OA平台") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:信息管理·OA平台" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "信息管理·OA平台·考评分",
  COALESCE(
    CAST(CAST(("points:信息管理·OA平台") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "信息管理·OA平台·单项得分",
  COALESCE(
    CAST(CAST(("mark:服务质量") AS DECIMAL(4, 0)) * CAST('0.1' AS DECIMAL(1, 1)) AS VARCHAR),
    CASE "state:服务质量" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "服务质量·考评分",
  COALESCE(
    CAST(CAST(("points:服务质量") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "服务质量·单项得分"
FROM (SELECT "order", "class", "unit" FROM "stage 4") AS "stage 4"
  JOIN (
    SELECT "order", "mark:企业文化", "mark:信息管理·OA平台", "mark:信息管理·党建数字化平台", "mark:党建管理·党办",
      "mark:党建管理·党建调度", "mark:党建管理·团委", "mark:党建管理·宣传部", "mark:党建管理·工会",
      "mark:党建管理·纪委监察科", "mark:党建管理·组织部", "mark:党建管理·联合支部", "mark:劳动纪律", "mark:后勤管理",
      "mark:安全管理", "mark:月度任务", "mark:服务质量", "mark:精神文明", "mark:综合治理", "mark:职工培训",
      "mark:调度管理", "mark:质量标准化", "state:企业文化", "state:信息管理·OA平台", "state:信息管理·党建数字化平台",
      "state:党建管理·党办", "state:党建管理·党建调度", "state:党建管理·团委", "state:党建管理·宣传部",
      "state:党建管理·工会", "state:党建管理·纪委监察科", "state:党建管理·组织部", "state:党建管理·联合支部",
      "state:劳动纪律", "state:后勤管理", "state:安全管理", "state:月度任务", "state:服务质量", "state:精神文明",
      "state:综合治理", "state:职工培训", "state:调度管理", "state:质量标准化"
    FROM "stage 1"
  ) AS "stage 1" USING ("order")
  JOIN (
    SELECT "order", "points:企业文化", "points:信息管理·OA平台", "points:信息管理·党建数字化平台",
      "points:党建管理·党办", "points:党建管理·党建调度", "points:党建管理·团委", "points:党建管理·宣传部",
      "points:党建管理·工会", "points:党建管理·纪委监察科", "points:党建管理·组织部", "points:党建管理·联合支部",
      "points:劳动纪律", "points:后勤管理", "points:安全管理", "points:月度任务", "points:服务质量", "points:精神文明",
      "points:综合治理", "points:职工培训", "points:调度管理", "points:质量标准化"
    FROM "stage 2"
  ) AS "stage 2" USING ("order")
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(8, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("composite") AS DECIMAL(8, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "class"
    WHEN '生产性科室' THEN '生产性科室'
    WHEN '非生产性科室' THEN '非生产性科室'
    WHEN '政工科室' THEN '政工科室'
    WHEN '一线队组' THEN '队组'
    WHEN '二线队组' THEN '队组'
    ELSE ''
  END AS "月度等次·排名组", COALESCE(CAST(("place:月度等次") AS VARCHAR), '') AS "月度等次·名次",
  COALESCE(CAST(("base:月度等次") AS VARCHAR), '') AS "月度等次·参加排名单位数",
  CASE "after:月度等次:安全事故"
    WHEN 0 THEN '优' WHEN 1 THEN '良' WHEN 2 THEN '合格' WHEN 3 THEN '不合格' ELSE ''
  END AS "月度等次", CONCAT_WS('、', CASE WHEN "veto:安全事故" THEN '安全事故' END) AS "一票否决"
FROM "stage 4"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '月度任务' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 48 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:48"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '党建管理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 50 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:50"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '调度管理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 52 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:52"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '安全管理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 54 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:54"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '职工培训' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 56 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:56"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '质量标准化' AS "指标",
    "unit" AS "被考核单位", "class" AS "单位分类", 58 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:58"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '综合治理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 60 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:60"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '后勤管理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 62 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:62"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '劳动纪律' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 64 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:64"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '信息管理' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 66 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:66"
  UNION ALL
  SELECT 'K545' AS "代码", '提醒' AS "程度", '没达标，打了满分' AS "说明", '服务质量' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 68 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:68"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 96 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:96"
  UNION ALL
  SELECT 'K543' AS "代码", '错误' AS "程度", '没有对应单位' AS "说明", '所属支部' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 101 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 3"
  WHERE "report:101"
  UNION ALL
  SELECT 'K544' AS "代码", '错误' AS "程度", '综合得分缺数，算不出' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 103 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 3"
  WHERE "report:103"
  UNION ALL
  SELECT 'K546' AS "代码", '错误' AS "程度", '结果不合“任何情况下”的规定' AS "说明", '' AS "指标",
    "unit" AS "被考核单位", "class" AS "单位分类", 113 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 4"
  WHERE "report:113"
)
ORDER BY "#report", "#at", "#place";
