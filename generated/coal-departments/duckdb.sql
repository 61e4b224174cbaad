-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业部门月度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：综合计划部、生产管理部、生产调度部、地测管理部、煤质管理部
  "order" BIGINT, -- 名单次序，从 0 起连续
  "data:采煤计划完成率·计划完成原煤开采量" BIGINT, -- 采煤计划完成率·计划完成原煤开采量，1 万吨 存成 10000
  "state:data:采煤计划完成率·计划完成原煤开采量" BIGINT, -- 采煤计划完成率·计划完成原煤开采量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:采煤计划完成率·实际完成原煤开采量" BIGINT, -- 采煤计划完成率·实际完成原煤开采量，1 万吨 存成 10000
  "state:data:采煤计划完成率·实际完成原煤开采量" BIGINT, -- 采煤计划完成率·实际完成原煤开采量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门费用与预算差异率·实际发生的成本费用" BIGINT, -- 部门费用与预算差异率·实际发生的成本费用，1 万元 存成 10000
  "state:data:部门费用与预算差异率·实际发生的成本费用" BIGINT, -- 部门费用与预算差异率·实际发生的成本费用·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门费用与预算差异率·预算成本费用" BIGINT, -- 部门费用与预算差异率·预算成本费用，1 万元 存成 10000
  "state:data:部门费用与预算差异率·预算成本费用" BIGINT, -- 部门费用与预算差异率·预算成本费用·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:规划报告通过率·规划报告通过数" BIGINT, -- 规划报告通过率·规划报告通过数，1 份 存成 1
  "state:data:规划报告通过率·规划报告通过数" BIGINT, -- 规划报告通过率·规划报告通过数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:规划报告通过率·规划方案完成数" BIGINT, -- 规划报告通过率·规划方案完成数，1 份 存成 1
  "state:data:规划报告通过率·规划方案完成数" BIGINT, -- 规划报告通过率·规划方案完成数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:统计数据完整性和准确性·不完整不准确次数" BIGINT, -- 统计数据完整性和准确性·不完整不准确次数，1 次 存成 1
  "state:data:统计数据完整性和准确性·不完整不准确次数" BIGINT, -- 统计数据完整性和准确性·不完整不准确次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:统计资料及时归档情况·未及时归档次数" BIGINT, -- 统计资料及时归档情况·未及时归档次数，1 次 存成 1
  "state:data:统计资料及时归档情况·未及时归档次数" BIGINT, -- 统计资料及时归档情况·未及时归档次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:生产计划不合理投诉次数·生产计划投诉次数" BIGINT, -- 生产计划不合理投诉次数·生产计划投诉次数，1 次 存成 1
  "state:data:生产计划不合理投诉次数·生产计划投诉次数" BIGINT, -- 生产计划不合理投诉次数·生产计划投诉次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭回采率·采区采出煤量" BIGINT, -- 煤炭回采率·采区采出煤量，1 万吨 存成 10000
  "state:data:煤炭回采率·采区采出煤量" BIGINT, -- 煤炭回采率·采区采出煤量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭回采率·采区动用储量" BIGINT, -- 煤炭回采率·采区动用储量，1 万吨 存成 10000
  "state:data:煤炭回采率·采区动用储量" BIGINT, -- 煤炭回采率·采区动用储量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:百万吨煤死亡率·事故死亡人数" BIGINT, -- 百万吨煤死亡率·事故死亡人数，1 人 存成 1
  "state:data:百万吨煤死亡率·事故死亡人数" BIGINT, -- 百万吨煤死亡率·事故死亡人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:百万吨煤死亡率·原煤产量" BIGINT, -- 百万吨煤死亡率·原煤产量，1 万吨 存成 10000
  "state:data:百万吨煤死亡率·原煤产量" BIGINT, -- 百万吨煤死亡率·原煤产量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:检修计划完成率·检修计划数" BIGINT, -- 检修计划完成率·检修计划数，1 项 存成 1
  "state:data:检修计划完成率·检修计划数" BIGINT, -- 检修计划完成率·检修计划数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:检修计划完成率·完成检修数" BIGINT, -- 检修计划完成率·完成检修数，1 项 存成 1
  "state:data:检修计划完成率·完成检修数" BIGINT, -- 检修计划完成率·完成检修数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:千人重伤率·重伤人数" BIGINT, -- 千人重伤率·重伤人数，1 人 存成 1
  "state:data:千人重伤率·重伤人数" BIGINT, -- 千人重伤率·重伤人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:千人重伤率·平均职工人数" BIGINT, -- 千人重伤率·平均职工人数，1 人 存成 1
  "state:data:千人重伤率·平均职工人数" BIGINT, -- 千人重伤率·平均职工人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:主要设备完好率·主要设备完好台数" BIGINT, -- 主要设备完好率·主要设备完好台数，1 台 存成 1
  "state:data:主要设备完好率·主要设备完好台数" BIGINT, -- 主要设备完好率·主要设备完好台数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:主要设备完好率·主要设备总台数" BIGINT, -- 主要设备完好率·主要设备总台数，1 台 存成 1
  "state:data:主要设备完好率·主要设备总台数" BIGINT, -- 主要设备完好率·主要设备总台数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门费用预算达成率·部门实际费用" BIGINT, -- 部门费用预算达成率·部门实际费用，1 万元 存成 10000
  "state:data:部门费用预算达成率·部门实际费用" BIGINT, -- 部门费用预算达成率·部门实际费用·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门费用预算达成率·部门计划费用" BIGINT, -- 部门费用预算达成率·部门计划费用，1 万元 存成 10000
  "state:data:部门费用预算达成率·部门计划费用" BIGINT, -- 部门费用预算达成率·部门计划费用·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度方案通过率·调度方案通过数" BIGINT, -- 调度方案通过率·调度方案通过数，1 份 存成 1
  "state:data:调度方案通过率·调度方案通过数" BIGINT, -- 调度方案通过率·调度方案通过数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度方案通过率·调度方案上报数" BIGINT, -- 调度方案通过率·调度方案上报数，1 份 存成 1
  "state:data:调度方案通过率·调度方案上报数" BIGINT, -- 调度方案通过率·调度方案上报数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:在用设备完好率·完好设备台数" BIGINT, -- 在用设备完好率·完好设备台数，1 台 存成 1
  "state:data:在用设备完好率·完好设备台数" BIGINT, -- 在用设备完好率·完好设备台数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:在用设备完好率·在用设备总台数" BIGINT, -- 在用设备完好率·在用设备总台数，1 台 存成 1
  "state:data:在用设备完好率·在用设备总台数" BIGINT, -- 在用设备完好率·在用设备总台数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:设备按时送检率·按时送检设备" BIGINT, -- 设备按时送检率·按时送检设备，1 台 存成 1
  "state:data:设备按时送检率·按时送检设备" BIGINT, -- 设备按时送检率·按时送检设备·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:设备按时送检率·应送检设备" BIGINT, -- 设备按时送检率·应送检设备，1 台 存成 1
  "state:data:设备按时送检率·应送检设备" BIGINT, -- 设备按时送检率·应送检设备·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:调度计划不合理投诉次数·调度计划投诉次数" BIGINT, -- 调度计划不合理投诉次数·调度计划投诉次数，1 次 存成 1
  "state:data:调度计划不合理投诉次数·调度计划投诉次数" BIGINT, -- 调度计划不合理投诉次数·调度计划投诉次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门关键员工流失率·本年离职的三年以上员工" BIGINT, -- 部门关键员工流失率·本年离职的三年以上员工，1 人 存成 1
  "state:data:部门关键员工流失率·本年离职的三年以上员工" BIGINT, -- 部门关键员工流失率·本年离职的三年以上员工·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门关键员工流失率·在职三年以上员工" BIGINT, -- 部门关键员工流失率·在职三年以上员工，1 人 存成 1
  "state:data:部门关键员工流失率·在职三年以上员工" BIGINT, -- 部门关键员工流失率·在职三年以上员工·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测器具周检合格率·周检合格地测器具数" BIGINT, -- 地测器具周检合格率·周检合格地测器具数，1 件 存成 1
  "state:data:地测器具周检合格率·周检合格地测器具数" BIGINT, -- 地测器具周检合格率·周检合格地测器具数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测器具周检合格率·周检地测器具总数" BIGINT, -- 地测器具周检合格率·周检地测器具总数，1 件 存成 1
  "state:data:地测器具周检合格率·周检地测器具总数" BIGINT, -- 地测器具周检合格率·周检地测器具总数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测检验频率·地质检测次数" BIGINT, -- 地测检验频率·地质检测次数，1 次 存成 1
  "state:data:地测检验频率·地质检测次数" BIGINT, -- 地测检验频率·地质检测次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测数据完整性和准确性·地测数据差错次数" BIGINT, -- 地测数据完整性和准确性·地测数据差错次数，1 次 存成 1
  "state:data:地测数据完整性和准确性·地测数据差错次数" BIGINT, -- 地测数据完整性和准确性·地测数据差错次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测方案通过率·地测方案通过数" BIGINT, -- 地测方案通过率·地测方案通过数，1 份 存成 1
  "state:data:地测方案通过率·地测方案通过数" BIGINT, -- 地测方案通过率·地测方案通过数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:地测方案通过率·地测方案上报数" BIGINT, -- 地测方案通过率·地测方案上报数，1 份 存成 1
  "state:data:地测方案通过率·地测方案上报数" BIGINT, -- 地测方案通过率·地测方案上报数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:错漏检率·错漏检样品数" BIGINT, -- 错漏检率·错漏检样品数，1 件 存成 1
  "state:data:错漏检率·错漏检样品数" BIGINT, -- 错漏检率·错漏检样品数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:错漏检率·送检样品总数" BIGINT, -- 错漏检率·送检样品总数，1 件 存成 1
  "state:data:错漏检率·送检样品总数" BIGINT, -- 错漏检率·送检样品总数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤质检验频率·现场检查次数" BIGINT, -- 煤质检验频率·现场检查次数，1 次 存成 1
  "state:data:煤质检验频率·现场检查次数" BIGINT, -- 煤质检验频率·现场检查次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:客户投诉率·因质量问题投诉客户数" BIGINT, -- 客户投诉率·因质量问题投诉客户数，1 户 存成 1
  "state:data:客户投诉率·因质量问题投诉客户数" BIGINT, -- 客户投诉率·因质量问题投诉客户数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:客户投诉率·煤炭销售客户数" BIGINT, -- 客户投诉率·煤炭销售客户数，1 户 存成 1
  "state:data:客户投诉率·煤炭销售客户数" BIGINT, -- 客户投诉率·煤炭销售客户数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门员工绩效考核合格率·考核合格以上人数" BIGINT, -- 部门员工绩效考核合格率·考核合格以上人数，1 人 存成 1
  "state:data:部门员工绩效考核合格率·考核合格以上人数" BIGINT, -- 部门员工绩效考核合格率·考核合格以上人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门员工绩效考核合格率·部门员工总数" BIGINT, -- 部门员工绩效考核合格率·部门员工总数，1 人 存成 1
  "state:data:部门员工绩效考核合格率·部门员工总数" BIGINT -- 部门员工绩效考核合格率·部门员工总数·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1", "owed 2", "owed 3", "owed 4", "owed 5", "owed 6", "owed 7", "owed 8") AS (
  VALUES ('综合计划部', 1, 1, 0, 0, 0, 0, 0, 0),
    ('生产管理部', 1, 0, 1, 1, 0, 0, 0, 0),
    ('生产调度部', 0, 0, 0, 0, 1, 1, 0, 0),
    ('地测管理部', 0, 0, 0, 1, 1, 0, 1, 0),
    ('煤质管理部', 0, 0, 0, 0, 1, 0, 0, 1)
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
    -- 采煤计划完成率·计划完成原煤开采量
    CASE
      WHEN "state:data:采煤计划完成率·计划完成原煤开采量" IS NULL
        OR "state:data:采煤计划完成率·计划完成原煤开采量" NOT BETWEEN 0 AND 3
        OR ("state:data:采煤计划完成率·计划完成原煤开采量" = 0)
          <> ("data:采煤计划完成率·计划完成原煤开采量" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:采煤计划完成率·计划完成原煤开采量" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:采煤计划完成率·计划完成原煤开采量" = 3)
        OR ("owed 1" = 1 AND "state:data:采煤计划完成率·计划完成原煤开采量" = 2)
        THEN 'K562'
      WHEN "data:采煤计划完成率·计划完成原煤开采量" NOT BETWEEN 0 AND 10000000 THEN 'K534'
      WHEN "data:采煤计划完成率·计划完成原煤开采量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:采煤计划完成率·计划完成原煤开采量",
    -- 采煤计划完成率·实际完成原煤开采量
    CASE
      WHEN "state:data:采煤计划完成率·实际完成原煤开采量" IS NULL
        OR "state:data:采煤计划完成率·实际完成原煤开采量" NOT BETWEEN 0 AND 3
        OR ("state:data:采煤计划完成率·实际完成原煤开采量" = 0)
          <> ("data:采煤计划完成率·实际完成原煤开采量" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:采煤计划完成率·实际完成原煤开采量" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:采煤计划完成率·实际完成原煤开采量" = 3)
        OR ("owed 1" = 1 AND "state:data:采煤计划完成率·实际完成原煤开采量" = 2)
        THEN 'K562'
      WHEN "data:采煤计划完成率·实际完成原煤开采量" NOT BETWEEN 0 AND 10000000 THEN 'K534'
      WHEN "data:采煤计划完成率·实际完成原煤开采量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:采煤计划完成率·实际完成原煤开采量",
    -- 部门费用与预算差异率·实际发生的成本费用
    CASE
      WHEN "state:data:部门费用与预算差异率·实际发生的成本费用" IS NULL
        OR "state:data:部门费用与预算差异率·实际发生的成本费用" NOT BETWEEN 0 AND 3
        OR ("state:data:部门费用与预算差异率·实际发生的成本费用" = 0)
          <> ("data:部门费用与预算差异率·实际发生的成本费用" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:部门费用与预算差异率·实际发生的成本费用" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:部门费用与预算差异率·实际发生的成本费用" = 3)
        OR ("owed 1" = 1 AND "state:data:部门费用与预算差异率·实际发生的成本费用" = 2)
        THEN 'K562'
      WHEN "data:部门费用与预算差异率·实际发生的成本费用" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
      WHEN "data:部门费用与预算差异率·实际发生的成本费用" % 100 <> 0 THEN 'K533'
    END AS "fault:data:部门费用与预算差异率·实际发生的成本费用",
    -- 部门费用与预算差异率·预算成本费用
    CASE
      WHEN "state:data:部门费用与预算差异率·预算成本费用" IS NULL
        OR "state:data:部门费用与预算差异率·预算成本费用" NOT BETWEEN 0 AND 3
        OR ("state:data:部门费用与预算差异率·预算成本费用" = 0)
          <> ("data:部门费用与预算差异率·预算成本费用" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:部门费用与预算差异率·预算成本费用" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:部门费用与预算差异率·预算成本费用" = 3)
        OR ("owed 1" = 1 AND "state:data:部门费用与预算差异率·预算成本费用" = 2)
        THEN 'K562'
      WHEN "data:部门费用与预算差异率·预算成本费用" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
      WHEN "data:部门费用与预算差异率·预算成本费用" % 100 <> 0 THEN 'K533'
    END AS "fault:data:部门费用与预算差异率·预算成本费用",
    -- 规划报告通过率·规划报告通过数
    CASE
      WHEN "state:data:规划报告通过率·规划报告通过数" IS NULL
        OR "state:data:规划报告通过率·规划报告通过数" NOT BETWEEN 0 AND 3
        OR ("state:data:规划报告通过率·规划报告通过数" = 0) <> ("data:规划报告通过率·规划报告通过数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:规划报告通过率·规划报告通过数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:规划报告通过率·规划报告通过数" = 3)
        OR ("owed 2" = 1 AND "state:data:规划报告通过率·规划报告通过数" = 2)
        THEN 'K562'
      WHEN "data:规划报告通过率·规划报告通过数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:规划报告通过率·规划报告通过数",
    -- 规划报告通过率·规划方案完成数
    CASE
      WHEN "state:data:规划报告通过率·规划方案完成数" IS NULL
        OR "state:data:规划报告通过率·规划方案完成数" NOT BETWEEN 0 AND 3
        OR ("state:data:规划报告通过率·规划方案完成数" = 0) <> ("data:规划报告通过率·规划方案完成数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:规划报告通过率·规划方案完成数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:规划报告通过率·规划方案完成数" = 3)
        OR ("owed 2" = 1 AND "state:data:规划报告通过率·规划方案完成数" = 2)
        THEN 'K562'
      WHEN "data:规划报告通过率·规划方案完成数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:规划报告通过率·规划方案完成数",
    -- 统计数据完整性和准确性·不完整不准确次数
    CASE
      WHEN "state:data:统计数据完整性和准确性·不完整不准确次数" IS NULL
        OR "state:data:统计数据完整性和准确性·不完整不准确次数" NOT BETWEEN 0 AND 3
        OR ("state:data:统计数据完整性和准确性·不完整不准确次数" = 0)
          <> ("data:统计数据完整性和准确性·不完整不准确次数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:统计数据完整性和准确性·不完整不准确次数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:统计数据完整性和准确性·不完整不准确次数" = 3)
        OR ("owed 2" = 1 AND "state:data:统计数据完整性和准确性·不完整不准确次数" = 2)
        THEN 'K562'
      WHEN "data:统计数据完整性和准确性·不完整不准确次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:统计数据完整性和准确性·不完整不准确次数",
    -- 统计资料及时归档情况·未及时归档次数
    CASE
      WHEN "state:data:统计资料及时归档情况·未及时归档次数" IS NULL
        OR "state:data:统计资料及时归档情况·未及时归档次数" NOT BETWEEN 0 AND 3
        OR ("state:data:统计资料及时归档情况·未及时归档次数" = 0)
          <> ("data:统计资料及时归档情况·未及时归档次数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:统计资料及时归档情况·未及时归档次数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:统计资料及时归档情况·未及时归档次数" = 3)
        OR ("owed 2" = 1 AND "state:data:统计资料及时归档情况·未及时归档次数" = 2)
        THEN 'K562'
      WHEN "data:统计资料及时归档情况·未及时归档次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:统计资料及时归档情况·未及时归档次数",
    -- 生产计划不合理投诉次数·生产计划投诉次数
    CASE
      WHEN "state:data:生产计划不合理投诉次数·生产计划投诉次数" IS NULL
        OR "state:data:生产计划不合理投诉次数·生产计划投诉次数" NOT BETWEEN 0 AND 3
        OR ("state:data:生产计划不合理投诉次数·生产计划投诉次数" = 0)
          <> ("data:生产计划不合理投诉次数·生产计划投诉次数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:生产计划不合理投诉次数·生产计划投诉次数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:生产计划不合理投诉次数·生产计划投诉次数" = 3)
        OR ("owed 2" = 1 AND "state:data:生产计划不合理投诉次数·生产计划投诉次数" = 2)
        THEN 'K562'
      WHEN "data:生产计划不合理投诉次数·生产计划投诉次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:生产计划不合理投诉次数·生产计划投诉次数",
    -- 煤炭回采率·采区采出煤量
    CASE
      WHEN "state:data:煤炭回采率·采区采出煤量" IS NULL
        OR "state:data:煤炭回采率·采区采出煤量" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭回采率·采区采出煤量" = 0) <> ("data:煤炭回采率·采区采出煤量" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:煤炭回采率·采区采出煤量" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:煤炭回采率·采区采出煤量" = 3)
        OR ("owed 3" = 1 AND "state:data:煤炭回采率·采区采出煤量" = 2)
        THEN 'K562'
      WHEN "data:煤炭回采率·采区采出煤量" NOT BETWEEN 0 AND 100000000 THEN 'K534'
      WHEN "data:煤炭回采率·采区采出煤量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:煤炭回采率·采区采出煤量",
    -- 煤炭回采率·采区动用储量
    CASE
      WHEN "state:data:煤炭回采率·采区动用储量" IS NULL
        OR "state:data:煤炭回采率·采区动用储量" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭回采率·采区动用储量" = 0) <> ("data:煤炭回采率·采区动用储量" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:煤炭回采率·采区动用储量" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:煤炭回采率·采区动用储量" = 3)
        OR ("owed 3" = 1 AND "state:data:煤炭回采率·采区动用储量" = 2)
        THEN 'K562'
      WHEN "data:煤炭回采率·采区动用储量" NOT BETWEEN 0 AND 100000000 THEN 'K534'
      WHEN "data:煤炭回采率·采区动用储量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:煤炭回采率·采区动用储量",
    -- 百万吨煤死亡率·事故死亡人数
    CASE
      WHEN "state:data:百万吨煤死亡率·事故死亡人数" IS NULL
        OR "state:data:百万吨煤死亡率·事故死亡人数" NOT BETWEEN 0 AND 3
        OR ("state:data:百万吨煤死亡率·事故死亡人数" = 0) <> ("data:百万吨煤死亡率·事故死亡人数" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:百万吨煤死亡率·事故死亡人数" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:百万吨煤死亡率·事故死亡人数" = 3)
        OR ("owed 4" = 1 AND "state:data:百万吨煤死亡率·事故死亡人数" = 2)
        THEN 'K562'
      WHEN "data:百万吨煤死亡率·事故死亡人数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:百万吨煤死亡率·事故死亡人数",
    -- 百万吨煤死亡率·原煤产量
    CASE
      WHEN "state:data:百万吨煤死亡率·原煤产量" IS NULL
        OR "state:data:百万吨煤死亡率·原煤产量" NOT BETWEEN 0 AND 3
        OR ("state:data:百万吨煤死亡率·原煤产量" = 0) <> ("data:百万吨煤死亡率·原煤产量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:百万吨煤死亡率·原煤产量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:百万吨煤死亡率·原煤产量" = 3)
        OR ("owed 4" = 1 AND "state:data:百万吨煤死亡率·原煤产量" = 2)
        THEN 'K562'
      WHEN "data:百万吨煤死亡率·原煤产量" NOT BETWEEN 0 AND 10000000 THEN 'K534'
      WHEN "data:百万吨煤死亡率·原煤产量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:百万吨煤死亡率·原煤产量",
    -- 检修计划完成率·检修计划数
    CASE
      WHEN "state:data:检修计划完成率·检修计划数" IS NULL
        OR "state:data:检修计划完成率·检修计划数" NOT BETWEEN 0 AND 3
        OR ("state:data:检修计划完成率·检修计划数" = 0) <> ("data:检修计划完成率·检修计划数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:检修计划完成率·检修计划数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:检修计划完成率·检修计划数" = 3)
        OR ("owed 3" = 1 AND "state:data:检修计划完成率·检修计划数" = 2)
        THEN 'K562'
      WHEN "data:检修计划完成率·检修计划数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:检修计划完成率·检修计划数",
    -- 检修计划完成率·完成检修数
    CASE
      WHEN "state:data:检修计划完成率·完成检修数" IS NULL
        OR "state:data:检修计划完成率·完成检修数" NOT BETWEEN 0 AND 3
        OR ("state:data:检修计划完成率·完成检修数" = 0) <> ("data:检修计划完成率·完成检修数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:检修计划完成率·完成检修数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:检修计划完成率·完成检修数" = 3)
        OR ("owed 3" = 1 AND "state:data:检修计划完成率·完成检修数" = 2)
        THEN 'K562'
      WHEN "data:检修计划完成率·完成检修数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:检修计划完成率·完成检修数",
    -- 千人重伤率·重伤人数
    CASE
      WHEN "state:data:千人重伤率·重伤人数" IS NULL
        OR "state:data:千人重伤率·重伤人数" NOT BETWEEN 0 AND 3
        OR ("state:data:千人重伤率·重伤人数" = 0) <> ("data:千人重伤率·重伤人数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:千人重伤率·重伤人数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:千人重伤率·重伤人数" = 3)
        OR ("owed 3" = 1 AND "state:data:千人重伤率·重伤人数" = 2)
        THEN 'K562'
      WHEN "data:千人重伤率·重伤人数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:千人重伤率·重伤人数",
    -- 千人重伤率·平均职工人数
    CASE
      WHEN "state:data:千人重伤率·平均职工人数" IS NULL
        OR "state:data:千人重伤率·平均职工人数" NOT BETWEEN 0 AND 3
        OR ("state:data:千人重伤率·平均职工人数" = 0) <> ("data:千人重伤率·平均职工人数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:千人重伤率·平均职工人数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:千人重伤率·平均职工人数" = 3)
        OR ("owed 3" = 1 AND "state:data:千人重伤率·平均职工人数" = 2)
        THEN 'K562'
      WHEN "data:千人重伤率·平均职工人数" NOT BETWEEN 1 AND 100000 THEN 'K534'
    END AS "fault:data:千人重伤率·平均职工人数",
    -- 主要设备完好率·主要设备完好台数
    CASE
      WHEN "state:data:主要设备完好率·主要设备完好台数" IS NULL
        OR "state:data:主要设备完好率·主要设备完好台数" NOT BETWEEN 0 AND 3
        OR ("state:data:主要设备完好率·主要设备完好台数" = 0) <> ("data:主要设备完好率·主要设备完好台数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:主要设备完好率·主要设备完好台数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:主要设备完好率·主要设备完好台数" = 3)
        OR ("owed 3" = 1 AND "state:data:主要设备完好率·主要设备完好台数" = 2)
        THEN 'K562'
      WHEN "data:主要设备完好率·主要设备完好台数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:主要设备完好率·主要设备完好台数",
    -- 主要设备完好率·主要设备总台数
    CASE
      WHEN "state:data:主要设备完好率·主要设备总台数" IS NULL
        OR "state:data:主要设备完好率·主要设备总台数" NOT BETWEEN 0 AND 3
        OR ("state:data:主要设备完好率·主要设备总台数" = 0) <> ("data:主要设备完好率·主要设备总台数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:主要设备完好率·主要设备总台数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:主要设备完好率·主要设备总台数" = 3)
        OR ("owed 3" = 1 AND "state:data:主要设备完好率·主要设备总台数" = 2)
        THEN 'K562'
      WHEN "data:主要设备完好率·主要设备总台数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:主要设备完好率·主要设备总台数",
    -- 部门费用预算达成率·部门实际费用
    CASE
      WHEN "state:data:部门费用预算达成率·部门实际费用" IS NULL
        OR "state:data:部门费用预算达成率·部门实际费用" NOT BETWEEN 0 AND 3
        OR ("state:data:部门费用预算达成率·部门实际费用" = 0) <> ("data:部门费用预算达成率·部门实际费用" IS NOT NULL)
        OR ("owed 5" = 0 AND "state:data:部门费用预算达成率·部门实际费用" <> 3)
        THEN 'K573'
      WHEN ("owed 5" > 0 AND "state:data:部门费用预算达成率·部门实际费用" = 3)
        OR ("owed 5" = 1 AND "state:data:部门费用预算达成率·部门实际费用" = 2)
        THEN 'K562'
      WHEN "data:部门费用预算达成率·部门实际费用" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
      WHEN "data:部门费用预算达成率·部门实际费用" % 100 <> 0 THEN 'K533'
    END AS "fault:data:部门费用预算达成率·部门实际费用",
    -- 部门费用预算达成率·部门计划费用
    CASE
      WHEN "state:data:部门费用预算达成率·部门计划费用" IS NULL
        OR "state:data:部门费用预算达成率·部门计划费用" NOT BETWEEN 0 AND 3
        OR ("state:data:部门费用预算达成率·部门计划费用" = 0) <> ("data:部门费用预算达成率·部门计划费用" IS NOT NULL)
        OR ("owed 5" = 0 AND "state:data:部门费用预算达成率·部门计划费用" <> 3)
        THEN 'K573'
      WHEN ("owed 5" > 0 AND "state:data:部门费用预算达成率·部门计划费用" = 3)
        OR ("owed 5" = 1 AND "state:data:部门费用预算达成率·部门计划费用" = 2)
        THEN 'K562'
      WHEN "data:部门费用预算达成率·部门计划费用" NOT BETWEEN 0 AND 1000000000 THEN 'K534'
      WHEN "data:部门费用预算达成率·部门计划费用" % 100 <> 0 THEN 'K533'
    END AS "fault:data:部门费用预算达成率·部门计划费用",
    -- 调度方案通过率·调度方案通过数
    CASE
      WHEN "state:data:调度方案通过率·调度方案通过数" IS NULL
        OR "state:data:调度方案通过率·调度方案通过数" NOT BETWEEN 0 AND 3
        OR ("state:data:调度方案通过率·调度方案通过数" = 0) <> ("data:调度方案通过率·调度方案通过数" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度方案通过率·调度方案通过数" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度方案通过率·调度方案通过数" = 3)
        OR ("owed 6" = 1 AND "state:data:调度方案通过率·调度方案通过数" = 2)
        THEN 'K562'
      WHEN "data:调度方案通过率·调度方案通过数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:调度方案通过率·调度方案通过数",
    -- 调度方案通过率·调度方案上报数
    CASE
      WHEN "state:data:调度方案通过率·调度方案上报数" IS NULL
        OR "state:data:调度方案通过率·调度方案上报数" NOT BETWEEN 0 AND 3
        OR ("state:data:调度方案通过率·调度方案上报数" = 0) <> ("data:调度方案通过率·调度方案上报数" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度方案通过率·调度方案上报数" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度方案通过率·调度方案上报数" = 3)
        OR ("owed 6" = 1 AND "state:data:调度方案通过率·调度方案上报数" = 2)
        THEN 'K562'
      WHEN "data:调度方案通过率·调度方案上报数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:调度方案通过率·调度方案上报数",
    -- 在用设备完好率·完好设备台数
    CASE
      WHEN "state:data:在用设备完好率·完好设备台数" IS NULL
        OR "state:data:在用设备完好率·完好设备台数" NOT BETWEEN 0 AND 3
        OR ("state:data:在用设备完好率·完好设备台数" = 0) <> ("data:在用设备完好率·完好设备台数" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:在用设备完好率·完好设备台数" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:在用设备完好率·完好设备台数" = 3)
        OR ("owed 6" = 1 AND "state:data:在用设备完好率·完好设备台数" = 2)
        THEN 'K562'
      WHEN "data:在用设备完好率·完好设备台数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:在用设备完好率·完好设备台数",
    -- 在用设备完好率·在用设备总台数
    CASE
      WHEN "state:data:在用设备完好率·在用设备总台数" IS NULL
        OR "state:data:在用设备完好率·在用设备总台数" NOT BETWEEN 0 AND 3
        OR ("state:data:在用设备完好率·在用设备总台数" = 0) <> ("data:在用设备完好率·在用设备总台数" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:在用设备完好率·在用设备总台数" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:在用设备完好率·在用设备总台数" = 3)
        OR ("owed 6" = 1 AND "state:data:在用设备完好率·在用设备总台数" = 2)
        THEN 'K562'
      WHEN "data:在用设备完好率·在用设备总台数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:在用设备完好率·在用设备总台数",
    -- 设备按时送检率·按时送检设备
    CASE
      WHEN "state:data:设备按时送检率·按时送检设备" IS NULL
        OR "state:data:设备按时送检率·按时送检设备" NOT BETWEEN 0 AND 3
        OR ("state:data:设备按时送检率·按时送检设备" = 0) <> ("data:设备按时送检率·按时送检设备" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:设备按时送检率·按时送检设备" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:设备按时送检率·按时送检设备" = 3)
        OR ("owed 6" = 1 AND "state:data:设备按时送检率·按时送检设备" = 2)
        THEN 'K562'
      WHEN "data:设备按时送检率·按时送检设备" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:设备按时送检率·按时送检设备",
    -- 设备按时送检率·应送检设备
    CASE
      WHEN "state:data:设备按时送检率·应送检设备" IS NULL
        OR "state:data:设备按时送检率·应送检设备" NOT BETWEEN 0 AND 3
        OR ("state:data:设备按时送检率·应送检设备" = 0) <> ("data:设备按时送检率·应送检设备" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:设备按时送检率·应送检设备" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:设备按时送检率·应送检设备" = 3)
        OR ("owed 6" = 1 AND "state:data:设备按时送检率·应送检设备" = 2)
        THEN 'K562'
      WHEN "data:设备按时送检率·应送检设备" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:设备按时送检率·应送检设备",
    -- 调度计划不合理投诉次数·调度计划投诉次数
    CASE
      WHEN "state:data:调度计划不合理投诉次数·调度计划投诉次数" IS NULL
        OR "state:data:调度计划不合理投诉次数·调度计划投诉次数" NOT BETWEEN 0 AND 3
        OR ("state:data:调度计划不合理投诉次数·调度计划投诉次数" = 0)
          <> ("data:调度计划不合理投诉次数·调度计划投诉次数" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:调度计划不合理投诉次数·调度计划投诉次数" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:调度计划不合理投诉次数·调度计划投诉次数" = 3)
        OR ("owed 6" = 1 AND "state:data:调度计划不合理投诉次数·调度计划投诉次数" = 2)
        THEN 'K562'
      WHEN "data:调度计划不合理投诉次数·调度计划投诉次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:调度计划不合理投诉次数·调度计划投诉次数",
    -- 部门关键员工流失率·本年离职的三年以上员工
    CASE
      WHEN "state:data:部门关键员工流失率·本年离职的三年以上员工" IS NULL
        OR "state:data:部门关键员工流失率·本年离职的三年以上员工" NOT BETWEEN 0 AND 3
        OR ("state:data:部门关键员工流失率·本年离职的三年以上员工" = 0)
          <> ("data:部门关键员工流失率·本年离职的三年以上员工" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:部门关键员工流失率·本年离职的三年以上员工" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:部门关键员工流失率·本年离职的三年以上员工" = 3)
        OR ("owed 6" = 1 AND "state:data:部门关键员工流失率·本年离职的三年以上员工" = 2)
        THEN 'K562'
      WHEN "data:部门关键员工流失率·本年离职的三年以上员工" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:部门关键员工流失率·本年离职的三年以上员工",
    -- 部门关键员工流失率·在职三年以上员工
    CASE
      WHEN "state:data:部门关键员工流失率·在职三年以上员工" IS NULL
        OR "state:data:部门关键员工流失率·在职三年以上员工" NOT BETWEEN 0 AND 3
        OR ("state:data:部门关键员工流失率·在职三年以上员工" = 0)
          <> ("data:部门关键员工流失率·在职三年以上员工" IS NOT NULL)
        OR ("owed 6" = 0 AND "state:data:部门关键员工流失率·在职三年以上员工" <> 3)
        THEN 'K573'
      WHEN ("owed 6" > 0 AND "state:data:部门关键员工流失率·在职三年以上员工" = 3)
        OR ("owed 6" = 1 AND "state:data:部门关键员工流失率·在职三年以上员工" = 2)
        THEN 'K562'
      WHEN "data:部门关键员工流失率·在职三年以上员工" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:部门关键员工流失率·在职三年以上员工",
    -- 地测器具周检合格率·周检合格地测器具数
    CASE
      WHEN "state:data:地测器具周检合格率·周检合格地测器具数" IS NULL
        OR "state:data:地测器具周检合格率·周检合格地测器具数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测器具周检合格率·周检合格地测器具数" = 0)
          <> ("data:地测器具周检合格率·周检合格地测器具数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测器具周检合格率·周检合格地测器具数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测器具周检合格率·周检合格地测器具数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测器具周检合格率·周检合格地测器具数" = 2)
        THEN 'K562'
      WHEN "data:地测器具周检合格率·周检合格地测器具数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:地测器具周检合格率·周检合格地测器具数",
    -- 地测器具周检合格率·周检地测器具总数
    CASE
      WHEN "state:data:地测器具周检合格率·周检地测器具总数" IS NULL
        OR "state:data:地测器具周检合格率·周检地测器具总数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测器具周检合格率·周检地测器具总数" = 0)
          <> ("data:地测器具周检合格率·周检地测器具总数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测器具周检合格率·周检地测器具总数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测器具周检合格率·周检地测器具总数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测器具周检合格率·周检地测器具总数" = 2)
        THEN 'K562'
      WHEN "data:地测器具周检合格率·周检地测器具总数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:地测器具周检合格率·周检地测器具总数",
    -- 地测检验频率·地质检测次数
    CASE
      WHEN "state:data:地测检验频率·地质检测次数" IS NULL
        OR "state:data:地测检验频率·地质检测次数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测检验频率·地质检测次数" = 0) <> ("data:地测检验频率·地质检测次数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测检验频率·地质检测次数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测检验频率·地质检测次数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测检验频率·地质检测次数" = 2)
        THEN 'K562'
      WHEN "data:地测检验频率·地质检测次数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:地测检验频率·地质检测次数",
    -- 地测数据完整性和准确性·地测数据差错次数
    CASE
      WHEN "state:data:地测数据完整性和准确性·地测数据差错次数" IS NULL
        OR "state:data:地测数据完整性和准确性·地测数据差错次数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测数据完整性和准确性·地测数据差错次数" = 0)
          <> ("data:地测数据完整性和准确性·地测数据差错次数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测数据完整性和准确性·地测数据差错次数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测数据完整性和准确性·地测数据差错次数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测数据完整性和准确性·地测数据差错次数" = 2)
        THEN 'K562'
      WHEN "data:地测数据完整性和准确性·地测数据差错次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:地测数据完整性和准确性·地测数据差错次数",
    -- 地测方案通过率·地测方案通过数
    CASE
      WHEN "state:data:地测方案通过率·地测方案通过数" IS NULL
        OR "state:data:地测方案通过率·地测方案通过数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测方案通过率·地测方案通过数" = 0) <> ("data:地测方案通过率·地测方案通过数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测方案通过率·地测方案通过数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测方案通过率·地测方案通过数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测方案通过率·地测方案通过数" = 2)
        THEN 'K562'
      WHEN "data:地测方案通过率·地测方案通过数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:地测方案通过率·地测方案通过数",
    -- 地测方案通过率·地测方案上报数
    CASE
      WHEN "state:data:地测方案通过率·地测方案上报数" IS NULL
        OR "state:data:地测方案通过率·地测方案上报数" NOT BETWEEN 0 AND 3
        OR ("state:data:地测方案通过率·地测方案上报数" = 0) <> ("data:地测方案通过率·地测方案上报数" IS NOT NULL)
        OR ("owed 7" = 0 AND "state:data:地测方案通过率·地测方案上报数" <> 3)
        THEN 'K573'
      WHEN ("owed 7" > 0 AND "state:data:地测方案通过率·地测方案上报数" = 3)
        OR ("owed 7" = 1 AND "state:data:地测方案通过率·地测方案上报数" = 2)
        THEN 'K562'
      WHEN "data:地测方案通过率·地测方案上报数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:地测方案通过率·地测方案上报数",
    -- 错漏检率·错漏检样品数
    CASE
      WHEN "state:data:错漏检率·错漏检样品数" IS NULL
        OR "state:data:错漏检率·错漏检样品数" NOT BETWEEN 0 AND 3
        OR ("state:data:错漏检率·错漏检样品数" = 0) <> ("data:错漏检率·错漏检样品数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:错漏检率·错漏检样品数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:错漏检率·错漏检样品数" = 3)
        OR ("owed 8" = 1 AND "state:data:错漏检率·错漏检样品数" = 2)
        THEN 'K562'
      WHEN "data:错漏检率·错漏检样品数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:错漏检率·错漏检样品数",
    -- 错漏检率·送检样品总数
    CASE
      WHEN "state:data:错漏检率·送检样品总数" IS NULL
        OR "state:data:错漏检率·送检样品总数" NOT BETWEEN 0 AND 3
        OR ("state:data:错漏检率·送检样品总数" = 0) <> ("data:错漏检率·送检样品总数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:错漏检率·送检样品总数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:错漏检率·送检样品总数" = 3)
        OR ("owed 8" = 1 AND "state:data:错漏检率·送检样品总数" = 2)
        THEN 'K562'
      WHEN "data:错漏检率·送检样品总数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:错漏检率·送检样品总数",
    -- 煤质检验频率·现场检查次数
    CASE
      WHEN "state:data:煤质检验频率·现场检查次数" IS NULL
        OR "state:data:煤质检验频率·现场检查次数" NOT BETWEEN 0 AND 3
        OR ("state:data:煤质检验频率·现场检查次数" = 0) <> ("data:煤质检验频率·现场检查次数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:煤质检验频率·现场检查次数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:煤质检验频率·现场检查次数" = 3)
        OR ("owed 8" = 1 AND "state:data:煤质检验频率·现场检查次数" = 2)
        THEN 'K562'
      WHEN "data:煤质检验频率·现场检查次数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:煤质检验频率·现场检查次数",
    -- 客户投诉率·因质量问题投诉客户数
    CASE
      WHEN "state:data:客户投诉率·因质量问题投诉客户数" IS NULL
        OR "state:data:客户投诉率·因质量问题投诉客户数" NOT BETWEEN 0 AND 3
        OR ("state:data:客户投诉率·因质量问题投诉客户数" = 0) <> ("data:客户投诉率·因质量问题投诉客户数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:客户投诉率·因质量问题投诉客户数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:客户投诉率·因质量问题投诉客户数" = 3)
        OR ("owed 8" = 1 AND "state:data:客户投诉率·因质量问题投诉客户数" = 2)
        THEN 'K562'
      WHEN "data:客户投诉率·因质量问题投诉客户数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:客户投诉率·因质量问题投诉客户数",
    -- 客户投诉率·煤炭销售客户数
    CASE
      WHEN "state:data:客户投诉率·煤炭销售客户数" IS NULL
        OR "state:data:客户投诉率·煤炭销售客户数" NOT BETWEEN 0 AND 3
        OR ("state:data:客户投诉率·煤炭销售客户数" = 0) <> ("data:客户投诉率·煤炭销售客户数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:客户投诉率·煤炭销售客户数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:客户投诉率·煤炭销售客户数" = 3)
        OR ("owed 8" = 1 AND "state:data:客户投诉率·煤炭销售客户数" = 2)
        THEN 'K562'
      WHEN "data:客户投诉率·煤炭销售客户数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:客户投诉率·煤炭销售客户数",
    -- 部门员工绩效考核合格率·考核合格以上人数
    CASE
      WHEN "state:data:部门员工绩效考核合格率·考核合格以上人数" IS NULL
        OR "state:data:部门员工绩效考核合格率·考核合格以上人数" NOT BETWEEN 0 AND 3
        OR ("state:data:部门员工绩效考核合格率·考核合格以上人数" = 0)
          <> ("data:部门员工绩效考核合格率·考核合格以上人数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:部门员工绩效考核合格率·考核合格以上人数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:部门员工绩效考核合格率·考核合格以上人数" = 3)
        OR ("owed 8" = 1 AND "state:data:部门员工绩效考核合格率·考核合格以上人数" = 2)
        THEN 'K562'
      WHEN "data:部门员工绩效考核合格率·考核合格以上人数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:部门员工绩效考核合格率·考核合格以上人数",
    -- 部门员工绩效考核合格率·部门员工总数
    CASE
      WHEN "state:data:部门员工绩效考核合格率·部门员工总数" IS NULL
        OR "state:data:部门员工绩效考核合格率·部门员工总数" NOT BETWEEN 0 AND 3
        OR ("state:data:部门员工绩效考核合格率·部门员工总数" = 0)
          <> ("data:部门员工绩效考核合格率·部门员工总数" IS NOT NULL)
        OR ("owed 8" = 0 AND "state:data:部门员工绩效考核合格率·部门员工总数" <> 3)
        THEN 'K573'
      WHEN ("owed 8" > 0 AND "state:data:部门员工绩效考核合格率·部门员工总数" = 3)
        OR ("owed 8" = 1 AND "state:data:部门员工绩效考核合格率·部门员工总数" = 2)
        THEN 'K562'
      WHEN "data:部门员工绩效考核合格率·部门员工总数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:部门员工绩效考核合格率·部门员工总数"
  FROM "scan" CROSS JOIN "all rows"
  LEFT JOIN "owed" ON "owed"."#class" = "class"
  LEFT JOIN "units" ON "units"."#twice" = "unit"
  LEFT JOIN "places" ON "places"."#twice" = "order"
)
SELECT * FROM "checks"
WHERE COALESCE(
  "fault:unit", "fault:class", "fault:order", "fault:data:采煤计划完成率·计划完成原煤开采量",
  "fault:data:采煤计划完成率·实际完成原煤开采量", "fault:data:部门费用与预算差异率·实际发生的成本费用",
  "fault:data:部门费用与预算差异率·预算成本费用", "fault:data:规划报告通过率·规划报告通过数",
  "fault:data:规划报告通过率·规划方案完成数", "fault:data:统计数据完整性和准确性·不完整不准确次数",
  "fault:data:统计资料及时归档情况·未及时归档次数", "fault:data:生产计划不合理投诉次数·生产计划投诉次数",
  "fault:data:煤炭回采率·采区采出煤量", "fault:data:煤炭回采率·采区动用储量", "fault:data:百万吨煤死亡率·事故死亡人数",
  "fault:data:百万吨煤死亡率·原煤产量", "fault:data:检修计划完成率·检修计划数", "fault:data:检修计划完成率·完成检修数",
  "fault:data:千人重伤率·重伤人数", "fault:data:千人重伤率·平均职工人数", "fault:data:主要设备完好率·主要设备完好台数",
  "fault:data:主要设备完好率·主要设备总台数", "fault:data:部门费用预算达成率·部门实际费用",
  "fault:data:部门费用预算达成率·部门计划费用", "fault:data:调度方案通过率·调度方案通过数",
  "fault:data:调度方案通过率·调度方案上报数", "fault:data:在用设备完好率·完好设备台数",
  "fault:data:在用设备完好率·在用设备总台数", "fault:data:设备按时送检率·按时送检设备",
  "fault:data:设备按时送检率·应送检设备", "fault:data:调度计划不合理投诉次数·调度计划投诉次数",
  "fault:data:部门关键员工流失率·本年离职的三年以上员工", "fault:data:部门关键员工流失率·在职三年以上员工",
  "fault:data:地测器具周检合格率·周检合格地测器具数", "fault:data:地测器具周检合格率·周检地测器具总数",
  "fault:data:地测检验频率·地质检测次数", "fault:data:地测数据完整性和准确性·地测数据差错次数",
  "fault:data:地测方案通过率·地测方案通过数", "fault:data:地测方案通过率·地测方案上报数",
  "fault:data:错漏检率·错漏检样品数", "fault:data:错漏检率·送检样品总数", "fault:data:煤质检验频率·现场检查次数",
  "fault:data:客户投诉率·因质量问题投诉客户数", "fault:data:客户投诉率·煤炭销售客户数",
  "fault:data:部门员工绩效考核合格率·考核合格以上人数", "fault:data:部门员工绩效考核合格率·部门员工总数"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '采煤计划完成率·计划完成原煤开采量'),
    (4, '采煤计划完成率·实际完成原煤开采量'),
    (5, '部门费用与预算差异率·实际发生的成本费用'),
    (6, '部门费用与预算差异率·预算成本费用'),
    (7, '规划报告通过率·规划报告通过数'),
    (8, '规划报告通过率·规划方案完成数'),
    (9, '统计数据完整性和准确性·不完整不准确次数'),
    (10, '统计资料及时归档情况·未及时归档次数'),
    (11, '生产计划不合理投诉次数·生产计划投诉次数'),
    (12, '煤炭回采率·采区采出煤量'),
    (13, '煤炭回采率·采区动用储量'),
    (14, '百万吨煤死亡率·事故死亡人数'),
    (15, '百万吨煤死亡率·原煤产量'),
    (16, '检修计划完成率·检修计划数'),
    (17, '检修计划完成率·完成检修数'),
    (18, '千人重伤率·重伤人数'),
    (19, '千人重伤率·平均职工人数'),
    (20, '主要设备完好率·主要设备完好台数'),
    (21, '主要设备完好率·主要设备总台数'),
    (22, '部门费用预算达成率·部门实际费用'),
    (23, '部门费用预算达成率·部门计划费用'),
    (24, '调度方案通过率·调度方案通过数'),
    (25, '调度方案通过率·调度方案上报数'),
    (26, '在用设备完好率·完好设备台数'),
    (27, '在用设备完好率·在用设备总台数'),
    (28, '设备按时送检率·按时送检设备'),
    (29, '设备按时送检率·应送检设备'),
    (30, '调度计划不合理投诉次数·调度计划投诉次数'),
    (31, '部门关键员工流失率·本年离职的三年以上员工'),
    (32, '部门关键员工流失率·在职三年以上员工'),
    (33, '地测器具周检合格率·周检合格地测器具数'),
    (34, '地测器具周检合格率·周检地测器具总数'),
    (35, '地测检验频率·地质检测次数'),
    (36, '地测数据完整性和准确性·地测数据差错次数'),
    (37, '地测方案通过率·地测方案通过数'),
    (38, '地测方案通过率·地测方案上报数'),
    (39, '错漏检率·错漏检样品数'),
    (40, '错漏检率·送检样品总数'),
    (41, '煤质检验频率·现场检查次数'),
    (42, '客户投诉率·因质量问题投诉客户数'),
    (43, '客户投诉率·煤炭销售客户数'),
    (44, '部门员工绩效考核合格率·考核合格以上人数'),
    (45, '部门员工绩效考核合格率·部门员工总数')
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
      WHEN 3 THEN "fault:data:采煤计划完成率·计划完成原煤开采量"
      WHEN 4 THEN "fault:data:采煤计划完成率·实际完成原煤开采量"
      WHEN 5 THEN "fault:data:部门费用与预算差异率·实际发生的成本费用"
      WHEN 6 THEN "fault:data:部门费用与预算差异率·预算成本费用"
      WHEN 7 THEN "fault:data:规划报告通过率·规划报告通过数"
      WHEN 8 THEN "fault:data:规划报告通过率·规划方案完成数"
      WHEN 9 THEN "fault:data:统计数据完整性和准确性·不完整不准确次数"
      WHEN 10 THEN "fault:data:统计资料及时归档情况·未及时归档次数"
      WHEN 11 THEN "fault:data:生产计划不合理投诉次数·生产计划投诉次数"
      WHEN 12 THEN "fault:data:煤炭回采率·采区采出煤量"
      WHEN 13 THEN "fault:data:煤炭回采率·采区动用储量"
      WHEN 14 THEN "fault:data:百万吨煤死亡率·事故死亡人数"
      WHEN 15 THEN "fault:data:百万吨煤死亡率·原煤产量"
      WHEN 16 THEN "fault:data:检修计划完成率·检修计划数"
      WHEN 17 THEN "fault:data:检修计划完成率·完成检修数"
      WHEN 18 THEN "fault:data:千人重伤率·重伤人数"
      WHEN 19 THEN "fault:data:千人重伤率·平均职工人数"
      WHEN 20 THEN "fault:data:主要设备完好率·主要设备完好台数"
      WHEN 21 THEN "fault:data:主要设备完好率·主要设备总台数"
      WHEN 22 THEN "fault:data:部门费用预算达成率·部门实际费用"
      WHEN 23 THEN "fault:data:部门费用预算达成率·部门计划费用"
      WHEN 24 THEN "fault:data:调度方案通过率·调度方案通过数"
      WHEN 25 THEN "fault:data:调度方案通过率·调度方案上报数"
      WHEN 26 THEN "fault:data:在用设备完好率·完好设备台数"
      WHEN 27 THEN "fault:data:在用设备完好率·在用设备总台数"
      WHEN 28 THEN "fault:data:设备按时送检率·按时送检设备"
      WHEN 29 THEN "fault:data:设备按时送检率·应送检设备"
      WHEN 30 THEN "fault:data:调度计划不合理投诉次数·调度计划投诉次数"
      WHEN 31 THEN "fault:data:部门关键员工流失率·本年离职的三年以上员工"
      WHEN 32 THEN "fault:data:部门关键员工流失率·在职三年以上员工"
      WHEN 33 THEN "fault:data:地测器具周检合格率·周检合格地测器具数"
      WHEN 34 THEN "fault:data:地测器具周检合格率·周检地测器具总数"
      WHEN 35 THEN "fault:data:地测检验频率·地质检测次数"
      WHEN 36 THEN "fault:data:地测数据完整性和准确性·地测数据差错次数"
      WHEN 37 THEN "fault:data:地测方案通过率·地测方案通过数"
      WHEN 38 THEN "fault:data:地测方案通过率·地测方案上报数"
      WHEN 39 THEN "fault:data:错漏检率·错漏检样品数"
      WHEN 40 THEN "fault:data:错漏检率·送检样品总数"
      WHEN 41 THEN "fault:data:煤质检验频率·现场检查次数"
      WHEN 42 THEN "fault:data:客户投诉率·因质量问题投诉客户数"
      WHEN 43 THEN "fault:data:客户投诉率·煤炭销售客户数"
      WHEN 44 THEN "fault:data:部门员工绩效考核合格率·考核合格以上人数"
      WHEN 45 THEN "fault:data:部门员工绩效考核合格率·部门员工总数"
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
  "class", "weight:采煤计划完成率", "weight:部门费用与预算差异率", "weight:规划报告通过率",
  "weight:统计数据完整性和准确性", "weight:统计资料及时归档情况", "weight:生产计划不合理投诉次数", "weight:煤炭回采率",
  "weight:百万吨煤死亡率", "weight:检修计划完成率", "weight:千人重伤率", "weight:主要设备完好率",
  "weight:部门费用预算达成率", "weight:调度方案通过率", "weight:在用设备完好率", "weight:设备按时送检率",
  "weight:调度计划不合理投诉次数", "weight:部门关键员工流失率", "weight:地测器具周检合格率", "weight:地测检验频率",
  "weight:地测数据完整性和准确性", "weight:地测方案通过率", "weight:错漏检率", "weight:煤质检验频率",
  "weight:客户投诉率", "weight:部门员工绩效考核合格率"
) AS (
  VALUES (
    '综合计划部', CAST(20 AS BIGINT), CAST(16 AS BIGINT), CAST(16 AS BIGINT), CAST(16 AS BIGINT), CAST(16 AS BIGINT),
    CAST(16 AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
  ),
    (
      '生产管理部', 16, 14, NULL, NULL, NULL, NULL, 14, 14, 14, 14, 14, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      NULL, NULL, NULL, NULL, NULL, NULL
    ),
    (
      '生产调度部', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, 16, 16, 16, 16, 16, NULL,
      NULL, NULL, NULL, NULL, NULL, NULL, NULL
    ),
    (
      '地测管理部', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 16, NULL, NULL, NULL, 20, NULL, NULL, NULL, NULL, NULL,
      16, 16, 16, 16, NULL, NULL, NULL, NULL
    ),
    (
      '煤质管理部', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL, NULL, NULL, NULL, NULL,
      NULL, NULL, NULL, NULL, 20, 20, 20, 20
    )
), "layer 0" AS (
  SELECT "order", "class", "data:主要设备完好率·主要设备完好台数", "data:主要设备完好率·主要设备总台数",
    "data:千人重伤率·平均职工人数", "data:千人重伤率·重伤人数", "data:在用设备完好率·在用设备总台数",
    "data:在用设备完好率·完好设备台数", "data:地测器具周检合格率·周检合格地测器具数",
    "data:地测器具周检合格率·周检地测器具总数", "data:地测数据完整性和准确性·地测数据差错次数",
    "data:地测方案通过率·地测方案上报数", "data:地测方案通过率·地测方案通过数", "data:地测检验频率·地质检测次数",
    "data:客户投诉率·因质量问题投诉客户数", "data:客户投诉率·煤炭销售客户数", "data:检修计划完成率·完成检修数",
    "data:检修计划完成率·检修计划数", "data:煤炭回采率·采区动用储量", "data:煤炭回采率·采区采出煤量",
    "data:煤质检验频率·现场检查次数", "data:生产计划不合理投诉次数·生产计划投诉次数",
    "data:百万吨煤死亡率·事故死亡人数", "data:百万吨煤死亡率·原煤产量", "data:统计数据完整性和准确性·不完整不准确次数",
    "data:统计资料及时归档情况·未及时归档次数", "data:规划报告通过率·规划报告通过数",
    "data:规划报告通过率·规划方案完成数", "data:设备按时送检率·应送检设备", "data:设备按时送检率·按时送检设备",
    "data:调度方案通过率·调度方案上报数", "data:调度方案通过率·调度方案通过数",
    "data:调度计划不合理投诉次数·调度计划投诉次数", "data:部门关键员工流失率·在职三年以上员工",
    "data:部门关键员工流失率·本年离职的三年以上员工", "data:部门员工绩效考核合格率·考核合格以上人数",
    "data:部门员工绩效考核合格率·部门员工总数", "data:部门费用与预算差异率·实际发生的成本费用",
    "data:部门费用与预算差异率·预算成本费用", "data:部门费用预算达成率·部门实际费用",
    "data:部门费用预算达成率·部门计划费用", "data:采煤计划完成率·实际完成原煤开采量",
    "data:采煤计划完成率·计划完成原煤开采量", "data:错漏检率·送检样品总数", "data:错漏检率·错漏检样品数",
    "state:data:主要设备完好率·主要设备完好台数", "state:data:主要设备完好率·主要设备总台数",
    "state:data:千人重伤率·平均职工人数", "state:data:千人重伤率·重伤人数", "state:data:在用设备完好率·在用设备总台数",
    "state:data:在用设备完好率·完好设备台数", "state:data:地测器具周检合格率·周检合格地测器具数",
    "state:data:地测器具周检合格率·周检地测器具总数", "state:data:地测数据完整性和准确性·地测数据差错次数",
    "state:data:地测方案通过率·地测方案上报数", "state:data:地测方案通过率·地测方案通过数",
    "state:data:地测检验频率·地质检测次数", "state:data:客户投诉率·因质量问题投诉客户数",
    "state:data:客户投诉率·煤炭销售客户数", "state:data:检修计划完成率·完成检修数",
    "state:data:检修计划完成率·检修计划数", "state:data:煤炭回采率·采区动用储量", "state:data:煤炭回采率·采区采出煤量",
    "state:data:煤质检验频率·现场检查次数", "state:data:生产计划不合理投诉次数·生产计划投诉次数",
    "state:data:百万吨煤死亡率·事故死亡人数", "state:data:百万吨煤死亡率·原煤产量",
    "state:data:统计数据完整性和准确性·不完整不准确次数", "state:data:统计资料及时归档情况·未及时归档次数",
    "state:data:规划报告通过率·规划报告通过数", "state:data:规划报告通过率·规划方案完成数",
    "state:data:设备按时送检率·应送检设备", "state:data:设备按时送检率·按时送检设备",
    "state:data:调度方案通过率·调度方案上报数", "state:data:调度方案通过率·调度方案通过数",
    "state:data:调度计划不合理投诉次数·调度计划投诉次数", "state:data:部门关键员工流失率·在职三年以上员工",
    "state:data:部门关键员工流失率·本年离职的三年以上员工", "state:data:部门员工绩效考核合格率·考核合格以上人数",
    "state:data:部门员工绩效考核合格率·部门员工总数", "state:data:部门费用与预算差异率·实际发生的成本费用",
    "state:data:部门费用与预算差异率·预算成本费用", "state:data:部门费用预算达成率·部门实际费用",
    "state:data:部门费用预算达成率·部门计划费用", "state:data:采煤计划完成率·实际完成原煤开采量",
    "state:data:采煤计划完成率·计划完成原煤开采量", "state:data:错漏检率·送检样品总数",
    "state:data:错漏检率·错漏检样品数", "unit", "weight:采煤计划完成率", "weight:部门费用与预算差异率",
    "weight:规划报告通过率", "weight:统计数据完整性和准确性", "weight:统计资料及时归档情况",
    "weight:生产计划不合理投诉次数", "weight:煤炭回采率", "weight:百万吨煤死亡率", "weight:检修计划完成率",
    "weight:千人重伤率", "weight:主要设备完好率", "weight:部门费用预算达成率", "weight:调度方案通过率",
    "weight:在用设备完好率", "weight:设备按时送检率", "weight:调度计划不合理投诉次数", "weight:部门关键员工流失率",
    "weight:地测器具周检合格率", "weight:地测检验频率", "weight:地测数据完整性和准确性", "weight:地测方案通过率",
    "weight:错漏检率", "weight:煤质检验频率", "weight:客户投诉率", "weight:部门员工绩效考核合格率"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 采煤计划完成率·完成率
    CASE
      WHEN "data:采煤计划完成率·计划完成原煤开采量" > 0 THEN "data:采煤计划完成率·计划完成原煤开采量"
    END AS "采煤计划完成率·完成率#1",
    -- 部门费用与预算差异率·差异率
    CASE
      WHEN "data:部门费用与预算差异率·预算成本费用" > 0 THEN "data:部门费用与预算差异率·预算成本费用"
    END AS "部门费用与预算差异率·差异率#2",
    -- 规划报告通过率·通过率
    CASE
      WHEN "data:规划报告通过率·规划方案完成数" > 0 THEN "data:规划报告通过率·规划方案完成数"
    END AS "规划报告通过率·通过率#4",
    -- 煤炭回采率·回采率
    CASE WHEN "data:煤炭回采率·采区动用储量" > 0 THEN "data:煤炭回采率·采区动用储量" END AS "煤炭回采率·回采率#5",
    -- 百万吨煤死亡率·死亡率
    CASE WHEN "data:百万吨煤死亡率·原煤产量" > 0 THEN "data:百万吨煤死亡率·原煤产量" END AS "百万吨煤死亡率·死亡率#6",
    -- 检修计划完成率·完成率
    CASE
      WHEN "data:检修计划完成率·检修计划数" > 0 THEN "data:检修计划完成率·检修计划数"
    END AS "检修计划完成率·完成率#7",
    -- 主要设备完好率·完好率
    CASE
      WHEN "data:主要设备完好率·主要设备总台数" > 0 THEN "data:主要设备完好率·主要设备总台数"
    END AS "主要设备完好率·完好率#8",
    -- 部门费用预算达成率·达成率
    CASE
      WHEN "data:部门费用预算达成率·部门计划费用" > 0 THEN "data:部门费用预算达成率·部门计划费用"
    END AS "部门费用预算达成率·达成率#9",
    -- 调度方案通过率·通过率
    CASE
      WHEN "data:调度方案通过率·调度方案上报数" > 0 THEN "data:调度方案通过率·调度方案上报数"
    END AS "调度方案通过率·通过率#10",
    -- 在用设备完好率·完好率
    CASE
      WHEN "data:在用设备完好率·在用设备总台数" > 0 THEN "data:在用设备完好率·在用设备总台数"
    END AS "在用设备完好率·完好率#11",
    -- 设备按时送检率·送检率
    CASE
      WHEN "data:设备按时送检率·应送检设备" > 0 THEN "data:设备按时送检率·应送检设备"
    END AS "设备按时送检率·送检率#12",
    -- 部门关键员工流失率·流失率
    CASE
      WHEN "data:部门关键员工流失率·在职三年以上员工" > 0 THEN "data:部门关键员工流失率·在职三年以上员工"
    END AS "部门关键员工流失率·流失率#13",
    -- 地测器具周检合格率·合格率
    CASE
      WHEN "data:地测器具周检合格率·周检地测器具总数" > 0 THEN "data:地测器具周检合格率·周检地测器具总数"
    END AS "地测器具周检合格率·合格率#14",
    -- 地测方案通过率·通过率
    CASE
      WHEN "data:地测方案通过率·地测方案上报数" > 0 THEN "data:地测方案通过率·地测方案上报数"
    END AS "地测方案通过率·通过率#15",
    -- 错漏检率·错漏检率
    CASE WHEN "data:错漏检率·送检样品总数" > 0 THEN "data:错漏检率·送检样品总数" END AS "错漏检率·错漏检率#16",
    -- 客户投诉率·投诉率
    CASE WHEN "data:客户投诉率·煤炭销售客户数" > 0 THEN "data:客户投诉率·煤炭销售客户数" END AS "客户投诉率·投诉率#17",
    -- 部门员工绩效考核合格率·合格率
    CASE
      WHEN "data:部门员工绩效考核合格率·部门员工总数" > 0 THEN "data:部门员工绩效考核合格率·部门员工总数"
    END AS "部门员工绩效考核合格率·合格率#18",
    -- 采煤计划完成率·情况
    CAST(CASE
      WHEN NOT "weight:采煤计划完成率" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部', '生产管理部')
        AND ("state:data:采煤计划完成率·实际完成原煤开采量" = 2 OR "state:data:采煤计划完成率·计划完成原煤开采量" = 2)
        THEN 2
      WHEN "class" IN ('综合计划部', '生产管理部')
        AND ("state:data:采煤计划完成率·实际完成原煤开采量" = 1 OR "state:data:采煤计划完成率·计划完成原煤开采量" = 1)
        THEN 1
      WHEN "class" IN ('综合计划部', '生产管理部') AND "data:采煤计划完成率·计划完成原煤开采量" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:采煤计划完成率",
    -- 部门费用与预算差异率·情况
    CAST(CASE
      WHEN NOT "weight:部门费用与预算差异率" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部', '生产管理部')
        AND (
          "state:data:部门费用与预算差异率·实际发生的成本费用" = 2 OR "state:data:部门费用与预算差异率·预算成本费用" = 2
        )
        THEN 2
      WHEN "class" IN ('综合计划部', '生产管理部')
        AND (
          "state:data:部门费用与预算差异率·实际发生的成本费用" = 1 OR "state:data:部门费用与预算差异率·预算成本费用" = 1
        )
        THEN 1
      WHEN "class" IN ('综合计划部', '生产管理部') AND "data:部门费用与预算差异率·预算成本费用" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:部门费用与预算差异率",
    -- 规划报告通过率·情况
    CAST(CASE
      WHEN NOT "weight:规划报告通过率" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部')
        AND ("state:data:规划报告通过率·规划报告通过数" = 2 OR "state:data:规划报告通过率·规划方案完成数" = 2)
        THEN 2
      WHEN "class" IN ('综合计划部')
        AND ("state:data:规划报告通过率·规划报告通过数" = 1 OR "state:data:规划报告通过率·规划方案完成数" = 1)
        THEN 1
      WHEN "class" IN ('综合计划部') AND "data:规划报告通过率·规划方案完成数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:规划报告通过率",
    -- 统计数据完整性和准确性·情况
    CAST(CASE
      WHEN NOT "weight:统计数据完整性和准确性" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部') AND "state:data:统计数据完整性和准确性·不完整不准确次数" = 2 THEN 2
      WHEN "class" IN ('综合计划部') AND "state:data:统计数据完整性和准确性·不完整不准确次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:统计数据完整性和准确性",
    -- 统计资料及时归档情况·情况
    CAST(CASE
      WHEN NOT "weight:统计资料及时归档情况" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部') AND "state:data:统计资料及时归档情况·未及时归档次数" = 2 THEN 2
      WHEN "class" IN ('综合计划部') AND "state:data:统计资料及时归档情况·未及时归档次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:统计资料及时归档情况",
    -- 生产计划不合理投诉次数·情况
    CAST(CASE
      WHEN NOT "weight:生产计划不合理投诉次数" IS NOT NULL THEN 3
      WHEN "class" IN ('综合计划部') AND "state:data:生产计划不合理投诉次数·生产计划投诉次数" = 2 THEN 2
      WHEN "class" IN ('综合计划部') AND "state:data:生产计划不合理投诉次数·生产计划投诉次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:生产计划不合理投诉次数",
    -- 煤炭回采率·情况
    CAST(CASE
      WHEN NOT "weight:煤炭回采率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产管理部')
        AND ("state:data:煤炭回采率·采区动用储量" = 2 OR "state:data:煤炭回采率·采区采出煤量" = 2)
        THEN 2
      WHEN "class" IN ('生产管理部')
        AND ("state:data:煤炭回采率·采区动用储量" = 1 OR "state:data:煤炭回采率·采区采出煤量" = 1)
        THEN 1
      WHEN "class" IN ('生产管理部') AND "data:煤炭回采率·采区动用储量" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:煤炭回采率",
    -- 百万吨煤死亡率·情况
    CAST(CASE
      WHEN NOT "weight:百万吨煤死亡率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产管理部', '地测管理部')
        AND ("state:data:百万吨煤死亡率·事故死亡人数" = 2 OR "state:data:百万吨煤死亡率·原煤产量" = 2)
        THEN 2
      WHEN "class" IN ('生产管理部', '地测管理部')
        AND ("state:data:百万吨煤死亡率·事故死亡人数" = 1 OR "state:data:百万吨煤死亡率·原煤产量" = 1)
        THEN 1
      WHEN "class" IN ('生产管理部', '地测管理部') AND "data:百万吨煤死亡率·原煤产量" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:百万吨煤死亡率",
    -- 检修计划完成率·情况
    CAST(CASE
      WHEN NOT "weight:检修计划完成率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产管理部')
        AND ("state:data:检修计划完成率·完成检修数" = 2 OR "state:data:检修计划完成率·检修计划数" = 2)
        THEN 2
      WHEN "class" IN ('生产管理部')
        AND ("state:data:检修计划完成率·完成检修数" = 1 OR "state:data:检修计划完成率·检修计划数" = 1)
        THEN 1
      WHEN "class" IN ('生产管理部') AND "data:检修计划完成率·检修计划数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:检修计划完成率",
    -- 千人重伤率·情况
    CAST(CASE
      WHEN NOT "weight:千人重伤率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产管理部')
        AND ("state:data:千人重伤率·平均职工人数" = 2 OR "state:data:千人重伤率·重伤人数" = 2)
        THEN 2
      WHEN "class" IN ('生产管理部')
        AND ("state:data:千人重伤率·平均职工人数" = 1 OR "state:data:千人重伤率·重伤人数" = 1)
        THEN 1
      ELSE 0
    END AS BIGINT) AS "state:千人重伤率",
    -- 主要设备完好率·情况
    CAST(CASE
      WHEN NOT "weight:主要设备完好率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产管理部')
        AND ("state:data:主要设备完好率·主要设备完好台数" = 2 OR "state:data:主要设备完好率·主要设备总台数" = 2)
        THEN 2
      WHEN "class" IN ('生产管理部')
        AND ("state:data:主要设备完好率·主要设备完好台数" = 1 OR "state:data:主要设备完好率·主要设备总台数" = 1)
        THEN 1
      WHEN "class" IN ('生产管理部') AND "data:主要设备完好率·主要设备总台数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:主要设备完好率",
    -- 部门费用预算达成率·情况
    CAST(CASE
      WHEN NOT "weight:部门费用预算达成率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部', '地测管理部', '煤质管理部')
        AND ("state:data:部门费用预算达成率·部门实际费用" = 2 OR "state:data:部门费用预算达成率·部门计划费用" = 2)
        THEN 2
      WHEN "class" IN ('生产调度部', '地测管理部', '煤质管理部')
        AND ("state:data:部门费用预算达成率·部门实际费用" = 1 OR "state:data:部门费用预算达成率·部门计划费用" = 1)
        THEN 1
      WHEN "class" IN ('生产调度部', '地测管理部', '煤质管理部') AND "data:部门费用预算达成率·部门计划费用" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:部门费用预算达成率",
    -- 调度方案通过率·情况
    CAST(CASE
      WHEN NOT "weight:调度方案通过率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部')
        AND ("state:data:调度方案通过率·调度方案上报数" = 2 OR "state:data:调度方案通过率·调度方案通过数" = 2)
        THEN 2
      WHEN "class" IN ('生产调度部')
        AND ("state:data:调度方案通过率·调度方案上报数" = 1 OR "state:data:调度方案通过率·调度方案通过数" = 1)
        THEN 1
      WHEN "class" IN ('生产调度部') AND "data:调度方案通过率·调度方案上报数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:调度方案通过率",
    -- 在用设备完好率·情况
    CAST(CASE
      WHEN NOT "weight:在用设备完好率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部')
        AND ("state:data:在用设备完好率·在用设备总台数" = 2 OR "state:data:在用设备完好率·完好设备台数" = 2)
        THEN 2
      WHEN "class" IN ('生产调度部')
        AND ("state:data:在用设备完好率·在用设备总台数" = 1 OR "state:data:在用设备完好率·完好设备台数" = 1)
        THEN 1
      WHEN "class" IN ('生产调度部') AND "data:在用设备完好率·在用设备总台数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:在用设备完好率",
    -- 设备按时送检率·情况
    CAST(CASE
      WHEN NOT "weight:设备按时送检率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部')
        AND ("state:data:设备按时送检率·应送检设备" = 2 OR "state:data:设备按时送检率·按时送检设备" = 2)
        THEN 2
      WHEN "class" IN ('生产调度部')
        AND ("state:data:设备按时送检率·应送检设备" = 1 OR "state:data:设备按时送检率·按时送检设备" = 1)
        THEN 1
      WHEN "class" IN ('生产调度部') AND "data:设备按时送检率·应送检设备" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:设备按时送检率",
    -- 调度计划不合理投诉次数·情况
    CAST(CASE
      WHEN NOT "weight:调度计划不合理投诉次数" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部') AND "state:data:调度计划不合理投诉次数·调度计划投诉次数" = 2 THEN 2
      WHEN "class" IN ('生产调度部') AND "state:data:调度计划不合理投诉次数·调度计划投诉次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:调度计划不合理投诉次数",
    -- 部门关键员工流失率·情况
    CAST(CASE
      WHEN NOT "weight:部门关键员工流失率" IS NOT NULL THEN 3
      WHEN "class" IN ('生产调度部')
        AND (
          "state:data:部门关键员工流失率·在职三年以上员工" = 2
            OR "state:data:部门关键员工流失率·本年离职的三年以上员工" = 2
        )
        THEN 2
      WHEN "class" IN ('生产调度部')
        AND (
          "state:data:部门关键员工流失率·在职三年以上员工" = 1
            OR "state:data:部门关键员工流失率·本年离职的三年以上员工" = 1
        )
        THEN 1
      WHEN "class" IN ('生产调度部') AND "data:部门关键员工流失率·在职三年以上员工" = 0 THEN 5
      ELSE 0
    END AS BIGINT) AS "state:部门关键员工流失率",
    -- 地测器具周检合格率·情况
    CAST(CASE
      WHEN NOT "weight:地测器具周检合格率" IS NOT NULL THEN 3
      WHEN "class" IN ('地测管理部')
        AND (
          "state:data:地测器具周检合格率·周检合格地测器具数" = 2 OR "state:data:地测器具周检合格率·周检地测器具总数" = 2
        )
        THEN 2
      WHEN "class" IN ('地测管理部')
        AND (
          "state:data:地测器具周检合格率·周检合格地测器具数" = 1 OR "state:data:地测器具周检合格率·周检地测器具总数" = 1
        )
        THEN 1
      WHEN "class" IN ('地测管理部') AND "data:地测器具周检合格率·周检地测器具总数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:地测器具周检合格率",
    -- 地测检验频率·情况
    CAST(CASE
      WHEN NOT "weight:地测检验频率" IS NOT NULL THEN 3
      WHEN "class" IN ('地测管理部') AND "state:data:地测检验频率·地质检测次数" = 2 THEN 2
      WHEN "class" IN ('地测管理部') AND "state:data:地测检验频率·地质检测次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:地测检验频率",
    -- 地测数据完整性和准确性·情况
    CAST(CASE
      WHEN NOT "weight:地测数据完整性和准确性" IS NOT NULL THEN 3
      WHEN "class" IN ('地测管理部') AND "state:data:地测数据完整性和准确性·地测数据差错次数" = 2 THEN 2
      WHEN "class" IN ('地测管理部') AND "state:data:地测数据完整性和准确性·地测数据差错次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:地测数据完整性和准确性",
    -- 地测方案通过率·情况
    CAST(CASE
      WHEN NOT "weight:地测方案通过率" IS NOT NULL THEN 3
      WHEN "class" IN ('地测管理部')
        AND ("state:data:地测方案通过率·地测方案上报数" = 2 OR "state:data:地测方案通过率·地测方案通过数" = 2)
        THEN 2
      WHEN "class" IN ('地测管理部')
        AND ("state:data:地测方案通过率·地测方案上报数" = 1 OR "state:data:地测方案通过率·地测方案通过数" = 1)
        THEN 1
      WHEN "class" IN ('地测管理部') AND "data:地测方案通过率·地测方案上报数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:地测方案通过率",
    -- 错漏检率·情况
    CAST(CASE
      WHEN NOT "weight:错漏检率" IS NOT NULL THEN 3
      WHEN "class" IN ('煤质管理部')
        AND ("state:data:错漏检率·送检样品总数" = 2 OR "state:data:错漏检率·错漏检样品数" = 2)
        THEN 2
      WHEN "class" IN ('煤质管理部')
        AND ("state:data:错漏检率·送检样品总数" = 1 OR "state:data:错漏检率·错漏检样品数" = 1)
        THEN 1
      WHEN "class" IN ('煤质管理部') AND "data:错漏检率·送检样品总数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:错漏检率",
    -- 煤质检验频率·情况
    CAST(CASE
      WHEN NOT "weight:煤质检验频率" IS NOT NULL THEN 3
      WHEN "class" IN ('煤质管理部') AND "state:data:煤质检验频率·现场检查次数" = 2 THEN 2
      WHEN "class" IN ('煤质管理部') AND "state:data:煤质检验频率·现场检查次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:煤质检验频率",
    -- 客户投诉率·情况
    CAST(CASE
      WHEN NOT "weight:客户投诉率" IS NOT NULL THEN 3
      WHEN "class" IN ('煤质管理部')
        AND ("state:data:客户投诉率·因质量问题投诉客户数" = 2 OR "state:data:客户投诉率·煤炭销售客户数" = 2)
        THEN 2
      WHEN "class" IN ('煤质管理部')
        AND ("state:data:客户投诉率·因质量问题投诉客户数" = 1 OR "state:data:客户投诉率·煤炭销售客户数" = 1)
        THEN 1
      WHEN "class" IN ('煤质管理部') AND "data:客户投诉率·煤炭销售客户数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:客户投诉率",
    -- 部门员工绩效考核合格率·情况
    CAST(CASE
      WHEN NOT "weight:部门员工绩效考核合格率" IS NOT NULL THEN 3
      WHEN "class" IN ('煤质管理部')
        AND (
          "state:data:部门员工绩效考核合格率·考核合格以上人数" = 2
            OR "state:data:部门员工绩效考核合格率·部门员工总数" = 2
        )
        THEN 2
      WHEN "class" IN ('煤质管理部')
        AND (
          "state:data:部门员工绩效考核合格率·考核合格以上人数" = 1
            OR "state:data:部门员工绩效考核合格率·部门员工总数" = 1
        )
        THEN 1
      WHEN "class" IN ('煤质管理部') AND "data:部门员工绩效考核合格率·部门员工总数" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:部门员工绩效考核合格率",
    -- 统计数据完整性和准确性·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:统计数据完整性和准确性·不完整不准确次数" IS NOT NULL
    )
      AND COALESCE("data:统计数据完整性和准确性·不完整不准确次数" <= 1, FALSE) AS "met:统计数据完整性和准确性:0",
    -- 统计资料及时归档情况·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:统计资料及时归档情况·未及时归档次数" IS NOT NULL
    )
      AND COALESCE("data:统计资料及时归档情况·未及时归档次数" = 0, FALSE) AS "met:统计资料及时归档情况:0",
    -- 生产计划不合理投诉次数·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:生产计划不合理投诉次数·生产计划投诉次数" IS NOT NULL
    )
      AND COALESCE("data:生产计划不合理投诉次数·生产计划投诉次数" <= 1, FALSE) AS "met:生产计划不合理投诉次数:0",
    -- 千人重伤率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:千人重伤率·平均职工人数" IS NOT NULL
        AND "data:千人重伤率·重伤人数" IS NOT NULL
    )
      AND COALESCE("data:千人重伤率·重伤人数" = ("data:千人重伤率·平均职工人数" * 0), FALSE) AS "met:千人重伤率:0",
    -- 调度计划不合理投诉次数·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:调度计划不合理投诉次数·调度计划投诉次数" IS NOT NULL
    )
      AND COALESCE("data:调度计划不合理投诉次数·调度计划投诉次数" = 0, FALSE) AS "met:调度计划不合理投诉次数:0",
    -- 地测检验频率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:地测检验频率·地质检测次数" IS NOT NULL
    )
      AND COALESCE("data:地测检验频率·地质检测次数" >= 4, FALSE) AS "met:地测检验频率:0",
    -- 地测数据完整性和准确性·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:地测数据完整性和准确性·地测数据差错次数" IS NOT NULL
    )
      AND COALESCE("data:地测数据完整性和准确性·地测数据差错次数" = 0, FALSE) AS "met:地测数据完整性和准确性:0",
    -- 煤质检验频率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:煤质检验频率·现场检查次数" IS NOT NULL
    )
      AND COALESCE("data:煤质检验频率·现场检查次数" >= 8, FALSE) AS "met:煤质检验频率:0"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 部门费用与预算差异率·差异率
    "部门费用与预算差异率·差异率#2"
      - "data:部门费用与预算差异率·实际发生的成本费用" AS "value:部门费用与预算差异率·差异率#n",
    -- 采煤计划完成率·考评分
    "采煤计划完成率·完成率#1" - "data:采煤计划完成率·实际完成原煤开采量" AS "MARK:采煤计划完成率#19",
    -- 规划报告通过率·考评分
    CASE
      WHEN "state:规划报告通过率" = 0 AND "class" IN ('综合计划部')
        THEN CASE
          WHEN NOT ("data:规划报告通过率·规划报告通过数" IS NULL OR "规划报告通过率·通过率#4" IS NULL)
            THEN LEAST((
              ("data:规划报告通过率·规划报告通过数" * 10000) + ("规划报告通过率·通过率#4" // 2)
            ) // "规划报告通过率·通过率#4", 10000)
        END
      WHEN "state:规划报告通过率" = 4 THEN 10000
      WHEN "state:规划报告通过率" = 5 THEN 0
    END AS "mark:规划报告通过率",
    -- 统计数据完整性和准确性·考评分
    (CASE
      WHEN "state:统计数据完整性和准确性" = 0 AND "class" IN ('综合计划部')
        THEN CASE
          WHEN NOT ("data:统计数据完整性和准确性·不完整不准确次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:统计数据完整性和准确性·不完整不准确次数" IS NULL)
                    THEN GREATEST("data:统计数据完整性和准确性·不完整不准确次数" - 1, 0)
                END
            ) * 10, 0)
        END
      WHEN "state:统计数据完整性和准确性" = 4 THEN 100
      WHEN "state:统计数据完整性和准确性" = 5 THEN 0
    END)
      * 100 AS "mark:统计数据完整性和准确性",
    -- 统计资料及时归档情况·考评分
    (CASE
      WHEN "state:统计资料及时归档情况" = 0 AND "class" IN ('综合计划部')
        THEN CASE
          WHEN NOT ("data:统计资料及时归档情况·未及时归档次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:统计资料及时归档情况·未及时归档次数" IS NULL)
                    THEN GREATEST("data:统计资料及时归档情况·未及时归档次数", 0)
                END
            ) * 10, 0)
        END
      WHEN "state:统计资料及时归档情况" = 4 THEN 100
      WHEN "state:统计资料及时归档情况" = 5 THEN 0
    END)
      * 100 AS "mark:统计资料及时归档情况",
    -- 生产计划不合理投诉次数·考评分
    (CASE
      WHEN "state:生产计划不合理投诉次数" = 0 AND "class" IN ('综合计划部')
        THEN CASE
          WHEN NOT ("data:生产计划不合理投诉次数·生产计划投诉次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:生产计划不合理投诉次数·生产计划投诉次数" IS NULL)
                    THEN GREATEST("data:生产计划不合理投诉次数·生产计划投诉次数" - 1, 0)
                END
            ) * 10, 0)
        END
      WHEN "state:生产计划不合理投诉次数" = 4 THEN 100
      WHEN "state:生产计划不合理投诉次数" = 5 THEN 0
    END)
      * 100 AS "mark:生产计划不合理投诉次数",
    -- 煤炭回采率·考评分
    ("煤炭回采率·回采率#5" * 75) - ("data:煤炭回采率·采区采出煤量" * 100) AS "MARK:煤炭回采率#27",
    -- 百万吨煤死亡率·考评分
    (CASE
      WHEN "state:百万吨煤死亡率" = 0 AND "class" IN ('生产管理部', '地测管理部')
        THEN CAST(CASE
          WHEN "data:百万吨煤死亡率·事故死亡人数" = ("百万吨煤死亡率·死亡率#6" * 0) THEN 100 ELSE 0
        END AS BIGINT)
      WHEN "state:百万吨煤死亡率" = 4 THEN 100
      WHEN "state:百万吨煤死亡率" = 5 THEN 0
    END)
      * 100 AS "mark:百万吨煤死亡率",
    -- 检修计划完成率·考评分
    "检修计划完成率·完成率#7" - "data:检修计划完成率·完成检修数" AS "MARK:检修计划完成率#31",
    -- 千人重伤率·考评分
    (CASE
      WHEN "state:千人重伤率" = 0 AND "class" IN ('生产管理部')
        THEN CAST(CASE
          WHEN "data:千人重伤率·重伤人数" = ("data:千人重伤率·平均职工人数" * 0) THEN 100 ELSE 0
        END AS BIGINT)
      WHEN "state:千人重伤率" = 4 THEN 100
      WHEN "state:千人重伤率" = 5 THEN 0
    END)
      * 100 AS "mark:千人重伤率",
    -- 主要设备完好率·考评分
    ("主要设备完好率·完好率#8" * 9) - ("data:主要设备完好率·主要设备完好台数" * 10) AS "MARK:主要设备完好率#35",
    -- 部门费用预算达成率·考评分
    "data:部门费用预算达成率·部门实际费用" - "部门费用预算达成率·达成率#9" AS "MARK:部门费用预算达成率#39",
    -- 调度方案通过率·考评分
    CASE
      WHEN "state:调度方案通过率" = 0 AND "class" IN ('生产调度部')
        THEN CASE
          WHEN NOT ("data:调度方案通过率·调度方案通过数" IS NULL OR "调度方案通过率·通过率#10" IS NULL)
            THEN LEAST((
              ("data:调度方案通过率·调度方案通过数" * 10000) + ("调度方案通过率·通过率#10" // 2)
            ) // "调度方案通过率·通过率#10", 10000)
        END
      WHEN "state:调度方案通过率" = 4 THEN 10000
      WHEN "state:调度方案通过率" = 5 THEN 0
    END AS "mark:调度方案通过率",
    -- 在用设备完好率·考评分
    ("在用设备完好率·完好率#11" * 9) - ("data:在用设备完好率·完好设备台数" * 10) AS "MARK:在用设备完好率#43",
    -- 设备按时送检率·考评分
    CASE
      WHEN "state:设备按时送检率" = 0 AND "class" IN ('生产调度部')
        THEN CASE
          WHEN NOT ("data:设备按时送检率·按时送检设备" IS NULL OR "设备按时送检率·送检率#12" IS NULL)
            THEN LEAST((
              ("data:设备按时送检率·按时送检设备" * 10000) + ("设备按时送检率·送检率#12" // 2)
            ) // "设备按时送检率·送检率#12", 10000)
        END
      WHEN "state:设备按时送检率" = 4 THEN 10000
      WHEN "state:设备按时送检率" = 5 THEN 0
    END AS "mark:设备按时送检率",
    -- 调度计划不合理投诉次数·考评分
    (CASE
      WHEN "state:调度计划不合理投诉次数" = 0 AND "class" IN ('生产调度部')
        THEN CASE
          WHEN NOT ("data:调度计划不合理投诉次数·调度计划投诉次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:调度计划不合理投诉次数·调度计划投诉次数" IS NULL)
                    THEN GREATEST("data:调度计划不合理投诉次数·调度计划投诉次数", 0)
                END
            ) * 10, 0)
        END
      WHEN "state:调度计划不合理投诉次数" = 4 THEN 100
      WHEN "state:调度计划不合理投诉次数" = 5 THEN 0
    END)
      * 100 AS "mark:调度计划不合理投诉次数",
    -- 部门关键员工流失率·考评分
    ("data:部门关键员工流失率·本年离职的三年以上员工" * 100)
      - ("部门关键员工流失率·流失率#13" * 5) AS "MARK:部门关键员工流失率#47",
    -- 地测器具周检合格率·考评分
    CASE
      WHEN "state:地测器具周检合格率" = 0 AND "class" IN ('地测管理部')
        THEN CASE
          WHEN NOT ("data:地测器具周检合格率·周检合格地测器具数" IS NULL OR "地测器具周检合格率·合格率#14" IS NULL)
            THEN LEAST((
              ("data:地测器具周检合格率·周检合格地测器具数" * 10000) + ("地测器具周检合格率·合格率#14" // 2)
            ) // "地测器具周检合格率·合格率#14", 10000)
        END
      WHEN "state:地测器具周检合格率" = 4 THEN 10000
      WHEN "state:地测器具周检合格率" = 5 THEN 0
    END AS "mark:地测器具周检合格率",
    -- 地测检验频率·考评分
    (CASE
      WHEN "state:地测检验频率" = 0 AND "class" IN ('地测管理部')
        THEN CASE
          WHEN NOT ("data:地测检验频率·地质检测次数" IS NULL)
            THEN GREATEST(
              100
                - (CASE
                  WHEN NOT ("data:地测检验频率·地质检测次数" IS NULL)
                    THEN GREATEST(4 - "data:地测检验频率·地质检测次数", 0)
                END * 25), 0
            )
        END
      WHEN "state:地测检验频率" = 4 THEN 100
      WHEN "state:地测检验频率" = 5 THEN 0
    END)
      * 100 AS "mark:地测检验频率",
    -- 地测数据完整性和准确性·考评分
    (CASE
      WHEN "state:地测数据完整性和准确性" = 0 AND "class" IN ('地测管理部')
        THEN CASE
          WHEN NOT ("data:地测数据完整性和准确性·地测数据差错次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:地测数据完整性和准确性·地测数据差错次数" IS NULL)
                    THEN GREATEST("data:地测数据完整性和准确性·地测数据差错次数", 0)
                END
            ) * 10, 0)
        END
      WHEN "state:地测数据完整性和准确性" = 4 THEN 100
      WHEN "state:地测数据完整性和准确性" = 5 THEN 0
    END)
      * 100 AS "mark:地测数据完整性和准确性",
    -- 地测方案通过率·考评分
    CASE
      WHEN "state:地测方案通过率" = 0 AND "class" IN ('地测管理部')
        THEN CASE
          WHEN NOT ("data:地测方案通过率·地测方案通过数" IS NULL OR "地测方案通过率·通过率#15" IS NULL)
            THEN LEAST((
              ("data:地测方案通过率·地测方案通过数" * 10000) + ("地测方案通过率·通过率#15" // 2)
            ) // "地测方案通过率·通过率#15", 10000)
        END
      WHEN "state:地测方案通过率" = 4 THEN 10000
      WHEN "state:地测方案通过率" = 5 THEN 0
    END AS "mark:地测方案通过率",
    -- 错漏检率·考评分
    ("data:错漏检率·错漏检样品数" * 100) - "错漏检率·错漏检率#16" AS "MARK:错漏检率#51",
    -- 煤质检验频率·考评分
    (CASE
      WHEN "state:煤质检验频率" = 0 AND "class" IN ('煤质管理部')
        THEN CASE
          WHEN NOT ("data:煤质检验频率·现场检查次数" IS NULL)
            THEN GREATEST((
              10
                - CASE
                  WHEN NOT ("data:煤质检验频率·现场检查次数" IS NULL)
                    THEN GREATEST(8 - "data:煤质检验频率·现场检查次数", 0)
                END
            ) * 10, 0)
        END
      WHEN "state:煤质检验频率" = 4 THEN 100
      WHEN "state:煤质检验频率" = 5 THEN 0
    END)
      * 100 AS "mark:煤质检验频率",
    -- 客户投诉率·考评分
    ("data:客户投诉率·因质量问题投诉客户数" * 100) - ("客户投诉率·投诉率#17" * 2) AS "MARK:客户投诉率#55",
    -- 部门员工绩效考核合格率·考评分
    CASE
      WHEN "state:部门员工绩效考核合格率" = 0 AND "class" IN ('煤质管理部')
        THEN CASE
          WHEN NOT (
            "data:部门员工绩效考核合格率·考核合格以上人数" IS NULL OR "部门员工绩效考核合格率·合格率#18" IS NULL
          )
            THEN LEAST((
              ("data:部门员工绩效考核合格率·考核合格以上人数" * 10000) + ("部门员工绩效考核合格率·合格率#18" // 2)
            ) // "部门员工绩效考核合格率·合格率#18", 10000)
        END
      WHEN "state:部门员工绩效考核合格率" = 4 THEN 10000
      WHEN "state:部门员工绩效考核合格率" = 5 THEN 0
    END AS "mark:部门员工绩效考核合格率",
    -- 采煤计划完成率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:采煤计划完成率·实际完成原煤开采量" IS NOT NULL
        AND "data:采煤计划完成率·计划完成原煤开采量" IS NOT NULL
    )
      AND COALESCE(
        "data:采煤计划完成率·实际完成原煤开采量" >= "采煤计划完成率·完成率#1", FALSE
      ) AS "met:采煤计划完成率:0",
    -- 规划报告通过率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:规划报告通过率·规划报告通过数" IS NOT NULL
        AND "data:规划报告通过率·规划方案完成数" IS NOT NULL
    )
      AND COALESCE("data:规划报告通过率·规划报告通过数" >= "规划报告通过率·通过率#4", FALSE) AS "met:规划报告通过率:0",
    -- 煤炭回采率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:煤炭回采率·采区动用储量" IS NOT NULL
        AND "data:煤炭回采率·采区采出煤量" IS NOT NULL
    )
      AND COALESCE(("data:煤炭回采率·采区采出煤量" * 4) >= ("煤炭回采率·回采率#5" * 3), FALSE) AS "met:煤炭回采率:0",
    -- 百万吨煤死亡率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:百万吨煤死亡率·事故死亡人数" IS NOT NULL
        AND "data:百万吨煤死亡率·原煤产量" IS NOT NULL
    )
      AND COALESCE(
        "data:百万吨煤死亡率·事故死亡人数" = ("百万吨煤死亡率·死亡率#6" * 0), FALSE
      ) AS "met:百万吨煤死亡率:0",
    -- 检修计划完成率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:检修计划完成率·完成检修数" IS NOT NULL
        AND "data:检修计划完成率·检修计划数" IS NOT NULL
    )
      AND COALESCE("data:检修计划完成率·完成检修数" >= "检修计划完成率·完成率#7", FALSE) AS "met:检修计划完成率:0",
    -- 主要设备完好率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:主要设备完好率·主要设备完好台数" IS NOT NULL
        AND "data:主要设备完好率·主要设备总台数" IS NOT NULL
    )
      AND COALESCE(
        ("data:主要设备完好率·主要设备完好台数" * 10) >= ("主要设备完好率·完好率#8" * 9), FALSE
      ) AS "met:主要设备完好率:0",
    -- 部门费用预算达成率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:部门费用预算达成率·部门实际费用" IS NOT NULL
        AND "data:部门费用预算达成率·部门计划费用" IS NOT NULL
    )
      AND COALESCE(
        "data:部门费用预算达成率·部门实际费用" <= "部门费用预算达成率·达成率#9", FALSE
      ) AS "met:部门费用预算达成率:0",
    -- 调度方案通过率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:调度方案通过率·调度方案上报数" IS NOT NULL
        AND "data:调度方案通过率·调度方案通过数" IS NOT NULL
    )
      AND COALESCE("data:调度方案通过率·调度方案通过数" >= "调度方案通过率·通过率#10", FALSE) AS "met:调度方案通过率:0",
    -- 在用设备完好率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:在用设备完好率·在用设备总台数" IS NOT NULL
        AND "data:在用设备完好率·完好设备台数" IS NOT NULL
    )
      AND COALESCE(
        ("data:在用设备完好率·完好设备台数" * 10) >= ("在用设备完好率·完好率#11" * 9), FALSE
      ) AS "met:在用设备完好率:0",
    -- 设备按时送检率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:设备按时送检率·应送检设备" IS NOT NULL
        AND "data:设备按时送检率·按时送检设备" IS NOT NULL
    )
      AND COALESCE("data:设备按时送检率·按时送检设备" >= "设备按时送检率·送检率#12", FALSE) AS "met:设备按时送检率:0",
    -- 部门关键员工流失率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:部门关键员工流失率·在职三年以上员工" IS NOT NULL
        AND "data:部门关键员工流失率·本年离职的三年以上员工" IS NOT NULL
    )
      AND COALESCE((
        "data:部门关键员工流失率·本年离职的三年以上员工" * 20
      ) <= "部门关键员工流失率·流失率#13", FALSE) AS "met:部门关键员工流失率:0",
    -- 地测器具周检合格率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:地测器具周检合格率·周检合格地测器具数" IS NOT NULL
        AND "data:地测器具周检合格率·周检地测器具总数" IS NOT NULL
    )
      AND COALESCE(
        "data:地测器具周检合格率·周检合格地测器具数" >= "地测器具周检合格率·合格率#14", FALSE
      ) AS "met:地测器具周检合格率:0",
    -- 地测方案通过率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:地测方案通过率·地测方案上报数" IS NOT NULL
        AND "data:地测方案通过率·地测方案通过数" IS NOT NULL
    )
      AND COALESCE("data:地测方案通过率·地测方案通过数" >= "地测方案通过率·通过率#15", FALSE) AS "met:地测方案通过率:0",
    -- 错漏检率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:错漏检率·送检样品总数" IS NOT NULL
        AND "data:错漏检率·错漏检样品数" IS NOT NULL
    )
      AND COALESCE(("data:错漏检率·错漏检样品数" * 100) <= "错漏检率·错漏检率#16", FALSE) AS "met:错漏检率:0",
    -- 客户投诉率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:客户投诉率·因质量问题投诉客户数" IS NOT NULL
        AND "data:客户投诉率·煤炭销售客户数" IS NOT NULL
    )
      AND COALESCE((
        "data:客户投诉率·因质量问题投诉客户数" * 50
      ) <= "客户投诉率·投诉率#17", FALSE) AS "met:客户投诉率:0",
    -- 部门员工绩效考核合格率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:部门员工绩效考核合格率·考核合格以上人数" IS NOT NULL
        AND "data:部门员工绩效考核合格率·部门员工总数" IS NOT NULL
    )
      AND COALESCE(
        "data:部门员工绩效考核合格率·考核合格以上人数" >= "部门员工绩效考核合格率·合格率#18", FALSE
      ) AS "met:部门员工绩效考核合格率:0"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 采煤计划完成率·考评分
    CAST(CASE
      WHEN ("采煤计划完成率·完成率#1" * 0) >= "MARK:采煤计划完成率#19" THEN 0
      WHEN ("采煤计划完成率·完成率#1" * 0) < "MARK:采煤计划完成率#19" THEN 1
    END AS BIGINT) AS "MARK:采煤计划完成率#20",
    -- 部门费用与预算差异率·考评分
    "value:部门费用与预算差异率·差异率#n" * (-1) AS "MARK:部门费用与预算差异率#23",
    -- 煤炭回采率·考评分
    CAST(CASE
      WHEN ("煤炭回采率·回采率#5" * 0) >= "MARK:煤炭回采率#27" THEN 0
      WHEN ("煤炭回采率·回采率#5" * 0) < "MARK:煤炭回采率#27" THEN 1
    END AS BIGINT) AS "MARK:煤炭回采率#28",
    -- 检修计划完成率·考评分
    CAST(CASE
      WHEN ("检修计划完成率·完成率#7" * 0) >= "MARK:检修计划完成率#31" THEN 0
      WHEN ("检修计划完成率·完成率#7" * 0) < "MARK:检修计划完成率#31" THEN 1
    END AS BIGINT) AS "MARK:检修计划完成率#32",
    -- 主要设备完好率·考评分
    CAST(CASE
      WHEN ("主要设备完好率·完好率#8" * 0) >= "MARK:主要设备完好率#35" THEN 0
      WHEN ("主要设备完好率·完好率#8" * 0) < "MARK:主要设备完好率#35" THEN 1
    END AS BIGINT) AS "MARK:主要设备完好率#36",
    -- 部门费用预算达成率·考评分
    CAST(CASE
      WHEN ("部门费用预算达成率·达成率#9" * 0) >= "MARK:部门费用预算达成率#39" THEN 0
      WHEN ("部门费用预算达成率·达成率#9" * 0) < "MARK:部门费用预算达成率#39" THEN 1
    END AS BIGINT) AS "MARK:部门费用预算达成率#40",
    -- 在用设备完好率·考评分
    CAST(CASE
      WHEN ("在用设备完好率·完好率#11" * 0) >= "MARK:在用设备完好率#43" THEN 0
      WHEN ("在用设备完好率·完好率#11" * 0) < "MARK:在用设备完好率#43" THEN 1
    END AS BIGINT) AS "MARK:在用设备完好率#44",
    -- 部门关键员工流失率·考评分
    CAST(CASE
      WHEN ("部门关键员工流失率·流失率#13" * 0) >= "MARK:部门关键员工流失率#47" THEN 0
      WHEN ("部门关键员工流失率·流失率#13" * 0) < "MARK:部门关键员工流失率#47" THEN 1
    END AS BIGINT) AS "MARK:部门关键员工流失率#48",
    -- 错漏检率·考评分
    CAST(CASE
      WHEN ("错漏检率·错漏检率#16" * 0) >= "MARK:错漏检率#51" THEN 0
      WHEN ("错漏检率·错漏检率#16" * 0) < "MARK:错漏检率#51" THEN 1
    END AS BIGINT) AS "MARK:错漏检率#52",
    -- 客户投诉率·考评分
    CAST(CASE
      WHEN ("客户投诉率·投诉率#17" * 0) >= "MARK:客户投诉率#55" THEN 0
      WHEN ("客户投诉率·投诉率#17" * 0) < "MARK:客户投诉率#55" THEN 1
    END AS BIGINT) AS "MARK:客户投诉率#56",
    -- 部门费用与预算差异率·目标值
    (
      "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        AND "data:部门费用与预算差异率·实际发生的成本费用" IS NOT NULL
        AND "data:部门费用与预算差异率·预算成本费用" IS NOT NULL
    )
      AND COALESCE(
        "value:部门费用与预算差异率·差异率#n" >= ("部门费用与预算差异率·差异率#2" * 0), FALSE
      ) AS "met:部门费用与预算差异率:0"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 采煤计划完成率·考评分
    CASE WHEN "MARK:采煤计划完成率#20" = 0 THEN 1 ELSE "采煤计划完成率·完成率#1" END AS "MARK:采煤计划完成率#21",
    -- 部门费用与预算差异率·考评分
    CAST(CASE
      WHEN ("部门费用与预算差异率·差异率#2" * 0) >= "MARK:部门费用与预算差异率#23" THEN 0
      WHEN ("部门费用与预算差异率·差异率#2" * 0) < "MARK:部门费用与预算差异率#23" THEN 1
    END AS BIGINT) AS "MARK:部门费用与预算差异率#24",
    -- 煤炭回采率·考评分
    CASE WHEN "MARK:煤炭回采率#28" = 0 THEN 1 ELSE "煤炭回采率·回采率#5" END AS "MARK:煤炭回采率#29",
    -- 检修计划完成率·考评分
    CASE WHEN "MARK:检修计划完成率#32" = 0 THEN 1 ELSE "检修计划完成率·完成率#7" END AS "MARK:检修计划完成率#33",
    -- 主要设备完好率·考评分
    CASE WHEN "MARK:主要设备完好率#36" = 0 THEN 1 ELSE "主要设备完好率·完好率#8" END AS "MARK:主要设备完好率#37",
    -- 部门费用预算达成率·考评分
    CASE
      WHEN "MARK:部门费用预算达成率#40" = 0 THEN 1 ELSE "部门费用预算达成率·达成率#9"
    END AS "MARK:部门费用预算达成率#41",
    -- 在用设备完好率·考评分
    CASE WHEN "MARK:在用设备完好率#44" = 0 THEN 1 ELSE "在用设备完好率·完好率#11" END AS "MARK:在用设备完好率#45",
    -- 部门关键员工流失率·考评分
    CASE
      WHEN "MARK:部门关键员工流失率#48" = 0 THEN 1 ELSE "部门关键员工流失率·流失率#13"
    END AS "MARK:部门关键员工流失率#49",
    -- 错漏检率·考评分
    CASE WHEN "MARK:错漏检率#52" = 0 THEN 1 ELSE "错漏检率·错漏检率#16" END AS "MARK:错漏检率#53",
    -- 客户投诉率·考评分
    CASE WHEN "MARK:客户投诉率#56" = 0 THEN 1 ELSE "客户投诉率·投诉率#17" END AS "MARK:客户投诉率#57"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 采煤计划完成率·考评分
    (
      "MARK:采煤计划完成率#21"
        - ((CASE
          WHEN "MARK:采煤计划完成率#20" = 0 THEN 0 WHEN "MARK:采煤计划完成率#20" = 1 THEN "MARK:采煤计划完成率#19"
        END) * 2)
    )
      * 10000 AS "MARK:采煤计划完成率#22",
    -- 部门费用与预算差异率·考评分
    CASE
      WHEN "MARK:部门费用与预算差异率#24" = 0 THEN 1 ELSE "部门费用与预算差异率·差异率#2"
    END AS "MARK:部门费用与预算差异率#25",
    -- 煤炭回采率·考评分
    (
      ("MARK:煤炭回采率#29" * 100)
        - ((CASE WHEN "MARK:煤炭回采率#28" = 0 THEN 0 WHEN "MARK:煤炭回采率#28" = 1 THEN "MARK:煤炭回采率#27" END) * 5)
    )
      * 100 AS "MARK:煤炭回采率#30",
    -- 检修计划完成率·考评分
    (
      "MARK:检修计划完成率#33"
        - ((CASE
          WHEN "MARK:检修计划完成率#32" = 0 THEN 0 WHEN "MARK:检修计划完成率#32" = 1 THEN "MARK:检修计划完成率#31"
        END) * 2)
    )
      * 10000 AS "MARK:检修计划完成率#34",
    -- 主要设备完好率·考评分
    (
      ("MARK:主要设备完好率#37" * 10)
        - ((CASE
          WHEN "MARK:主要设备完好率#36" = 0 THEN 0 WHEN "MARK:主要设备完好率#36" = 1 THEN "MARK:主要设备完好率#35"
        END) * 5)
    )
      * 1000 AS "MARK:主要设备完好率#38",
    -- 部门费用预算达成率·考评分
    (
      "MARK:部门费用预算达成率#41"
        - ((CASE
          WHEN "MARK:部门费用预算达成率#40" = 0 THEN 0
          WHEN "MARK:部门费用预算达成率#40" = 1 THEN "MARK:部门费用预算达成率#39"
        END) * 5)
    )
      * 10000 AS "MARK:部门费用预算达成率#42",
    -- 在用设备完好率·考评分
    (
      ("MARK:在用设备完好率#45" * 10)
        - ((CASE
          WHEN "MARK:在用设备完好率#44" = 0 THEN 0 WHEN "MARK:在用设备完好率#44" = 1 THEN "MARK:在用设备完好率#43"
        END) * 5)
    )
      * 1000 AS "MARK:在用设备完好率#46",
    -- 部门关键员工流失率·考评分
    (
      ("MARK:部门关键员工流失率#49" * 100)
        - ((CASE
          WHEN "MARK:部门关键员工流失率#48" = 0 THEN 0
          WHEN "MARK:部门关键员工流失率#48" = 1 THEN "MARK:部门关键员工流失率#47"
        END) * 5)
    )
      * 100 AS "MARK:部门关键员工流失率#50",
    -- 错漏检率·考评分
    (
      ("MARK:错漏检率#53" * 10)
        - (CASE WHEN "MARK:错漏检率#52" = 0 THEN 0 WHEN "MARK:错漏检率#52" = 1 THEN "MARK:错漏检率#51" END)
    )
      * 1000 AS "MARK:错漏检率#54",
    -- 客户投诉率·考评分
    (
      ("MARK:客户投诉率#57" * 10)
        - (CASE WHEN "MARK:客户投诉率#56" = 0 THEN 0 WHEN "MARK:客户投诉率#56" = 1 THEN "MARK:客户投诉率#55" END)
    )
      * 1000 AS "MARK:客户投诉率#58"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 采煤计划完成率·考评分
    CASE
      WHEN "state:采煤计划完成率" = 0 AND "class" IN ('综合计划部', '生产管理部')
        THEN CASE
          WHEN NOT ("MARK:采煤计划完成率#22" IS NULL OR "MARK:采煤计划完成率#21" IS NULL)
            THEN GREATEST((
              "MARK:采煤计划完成率#22"
                + CASE
                  WHEN "MARK:采煤计划完成率#22" < 0 THEN -("MARK:采煤计划完成率#21" // 2)
                  ELSE ("MARK:采煤计划完成率#21" // 2)
                END
            ) // "MARK:采煤计划完成率#21", 0)
        END
      WHEN "state:采煤计划完成率" = 4 THEN 10000
      WHEN "state:采煤计划完成率" = 5 THEN 0
    END AS "mark:采煤计划完成率",
    -- 部门费用与预算差异率·考评分
    (
      "MARK:部门费用与预算差异率#25"
        - ((CASE
          WHEN "MARK:部门费用与预算差异率#24" = 0 THEN 0
          WHEN "MARK:部门费用与预算差异率#24" = 1 THEN "MARK:部门费用与预算差异率#23"
        END) * 5)
    )
      * 10000 AS "MARK:部门费用与预算差异率#26",
    -- 煤炭回采率·考评分
    CASE
      WHEN "state:煤炭回采率" = 0 AND "class" IN ('生产管理部')
        THEN CASE
          WHEN NOT ("MARK:煤炭回采率#30" IS NULL OR "MARK:煤炭回采率#29" IS NULL)
            THEN GREATEST((
              "MARK:煤炭回采率#30"
                + CASE
                  WHEN "MARK:煤炭回采率#30" < 0 THEN -("MARK:煤炭回采率#29" // 2) ELSE ("MARK:煤炭回采率#29" // 2)
                END
            ) // "MARK:煤炭回采率#29", 0)
        END
      WHEN "state:煤炭回采率" = 4 THEN 10000
      WHEN "state:煤炭回采率" = 5 THEN 0
    END AS "mark:煤炭回采率",
    -- 检修计划完成率·考评分
    CASE
      WHEN "state:检修计划完成率" = 0 AND "class" IN ('生产管理部')
        THEN CASE
          WHEN NOT ("MARK:检修计划完成率#34" IS NULL OR "MARK:检修计划完成率#33" IS NULL)
            THEN GREATEST((
              "MARK:检修计划完成率#34"
                + CASE
                  WHEN "MARK:检修计划完成率#34" < 0 THEN -("MARK:检修计划完成率#33" // 2)
                  ELSE ("MARK:检修计划完成率#33" // 2)
                END
            ) // "MARK:检修计划完成率#33", 0)
        END
      WHEN "state:检修计划完成率" = 4 THEN 10000
      WHEN "state:检修计划完成率" = 5 THEN 0
    END AS "mark:检修计划完成率",
    -- 主要设备完好率·考评分
    CASE
      WHEN "state:主要设备完好率" = 0 AND "class" IN ('生产管理部')
        THEN CASE
          WHEN NOT ("MARK:主要设备完好率#38" IS NULL OR "MARK:主要设备完好率#37" IS NULL)
            THEN GREATEST((
              "MARK:主要设备完好率#38"
                + CASE
                  WHEN "MARK:主要设备完好率#38" < 0 THEN -("MARK:主要设备完好率#37" // 2)
                  ELSE ("MARK:主要设备完好率#37" // 2)
                END
            ) // "MARK:主要设备完好率#37", 0)
        END
      WHEN "state:主要设备完好率" = 4 THEN 10000
      WHEN "state:主要设备完好率" = 5 THEN 0
    END AS "mark:主要设备完好率",
    -- 部门费用预算达成率·考评分
    CASE
      WHEN "state:部门费用预算达成率" = 0 AND "class" IN ('生产调度部', '地测管理部', '煤质管理部')
        THEN CASE
          WHEN NOT ("MARK:部门费用预算达成率#42" IS NULL OR "MARK:部门费用预算达成率#41" IS NULL)
            THEN GREATEST((
              "MARK:部门费用预算达成率#42"
                + CASE
                  WHEN "MARK:部门费用预算达成率#42" < 0 THEN -("MARK:部门费用预算达成率#41" // 2)
                  ELSE ("MARK:部门费用预算达成率#41" // 2)
                END
            ) // "MARK:部门费用预算达成率#41", 0)
        END
      WHEN "state:部门费用预算达成率" = 4 THEN 10000
      WHEN "state:部门费用预算达成率" = 5 THEN 0
    END AS "mark:部门费用预算达成率",
    -- 在用设备完好率·考评分
    CASE
      WHEN "state:在用设备完好率" = 0 AND "class" IN ('生产调度部')
        THEN CASE
          WHEN NOT ("MARK:在用设备完好率#46" IS NULL OR "MARK:在用设备完好率#45" IS NULL)
            THEN GREATEST((
              "MARK:在用设备完好率#46"
                + CASE
                  WHEN "MARK:在用设备完好率#46" < 0 THEN -("MARK:在用设备完好率#45" // 2)
                  ELSE ("MARK:在用设备完好率#45" // 2)
                END
            ) // "MARK:在用设备完好率#45", 0)
        END
      WHEN "state:在用设备完好率" = 4 THEN 10000
      WHEN "state:在用设备完好率" = 5 THEN 0
    END AS "mark:在用设备完好率",
    -- 部门关键员工流失率·考评分
    CASE
      WHEN "state:部门关键员工流失率" = 0 AND "class" IN ('生产调度部')
        THEN CASE
          WHEN NOT ("MARK:部门关键员工流失率#50" IS NULL OR "MARK:部门关键员工流失率#49" IS NULL)
            THEN GREATEST((
              "MARK:部门关键员工流失率#50"
                + CASE
                  WHEN "MARK:部门关键员工流失率#50" < 0 THEN -("MARK:部门关键员工流失率#49" // 2)
                  ELSE ("MARK:部门关键员工流失率#49" // 2)
                END
            ) // "MARK:部门关键员工流失率#49", 0)
        END
      WHEN "state:部门关键员工流失率" = 4 THEN 10000
      WHEN "state:部门关键员工流失率" = 5 THEN 0
    END AS "mark:部门关键员工流失率",
    -- 错漏检率·考评分
    CASE
      WHEN "state:错漏检率" = 0 AND "class" IN ('煤质管理部')
        THEN CASE
          WHEN NOT ("MARK:错漏检率#54" IS NULL OR "MARK:错漏检率#53" IS NULL)
            THEN GREATEST((
              "MARK:错漏检率#54"
                + CASE WHEN "MARK:错漏检率#54" < 0 THEN -("MARK:错漏检率#53" // 2) ELSE ("MARK:错漏检率#53" // 2) END
            ) // "MARK:错漏检率#53", 0)
        END
      WHEN "state:错漏检率" = 4 THEN 10000
      WHEN "state:错漏检率" = 5 THEN 0
    END AS "mark:错漏检率",
    -- 客户投诉率·考评分
    CASE
      WHEN "state:客户投诉率" = 0 AND "class" IN ('煤质管理部')
        THEN CASE
          WHEN NOT ("MARK:客户投诉率#58" IS NULL OR "MARK:客户投诉率#57" IS NULL)
            THEN GREATEST((
              "MARK:客户投诉率#58"
                + CASE
                  WHEN "MARK:客户投诉率#58" < 0 THEN -("MARK:客户投诉率#57" // 2) ELSE ("MARK:客户投诉率#57" // 2)
                END
            ) // "MARK:客户投诉率#57", 0)
        END
      WHEN "state:客户投诉率" = 4 THEN 10000
      WHEN "state:客户投诉率" = 5 THEN 0
    END AS "mark:客户投诉率"
  FROM "layer 5"
), "layer 7" AS (
  SELECT *,
    -- 部门费用与预算差异率·考评分
    CASE
      WHEN "state:部门费用与预算差异率" = 0 AND "class" IN ('综合计划部', '生产管理部')
        THEN CASE
          WHEN NOT ("MARK:部门费用与预算差异率#26" IS NULL OR "MARK:部门费用与预算差异率#25" IS NULL)
            THEN GREATEST((
              "MARK:部门费用与预算差异率#26"
                + CASE
                  WHEN "MARK:部门费用与预算差异率#26" < 0 THEN -("MARK:部门费用与预算差异率#25" // 2)
                  ELSE ("MARK:部门费用与预算差异率#25" // 2)
                END
            ) // "MARK:部门费用与预算差异率#25", 0)
        END
      WHEN "state:部门费用与预算差异率" = 4 THEN 10000
      WHEN "state:部门费用与预算差异率" = 5 THEN 0
    END AS "mark:部门费用与预算差异率"
  FROM "layer 6"
), "layer 8" AS (
  SELECT *,
    -- 权重
    (CASE WHEN "mark:采煤计划完成率" IS NOT NULL THEN "weight:采煤计划完成率" ELSE 0 END)
      + (CASE WHEN "mark:部门费用与预算差异率" IS NOT NULL THEN "weight:部门费用与预算差异率" ELSE 0 END)
      + (CASE WHEN "mark:规划报告通过率" IS NOT NULL THEN "weight:规划报告通过率" ELSE 0 END)
      + (CASE WHEN "mark:统计数据完整性和准确性" IS NOT NULL THEN "weight:统计数据完整性和准确性" ELSE 0 END)
      + (CASE WHEN "mark:统计资料及时归档情况" IS NOT NULL THEN "weight:统计资料及时归档情况" ELSE 0 END)
      + (CASE WHEN "mark:生产计划不合理投诉次数" IS NOT NULL THEN "weight:生产计划不合理投诉次数" ELSE 0 END)
      + (CASE WHEN "mark:煤炭回采率" IS NOT NULL THEN "weight:煤炭回采率" ELSE 0 END)
      + (CASE WHEN "mark:百万吨煤死亡率" IS NOT NULL THEN "weight:百万吨煤死亡率" ELSE 0 END)
      + (CASE WHEN "mark:检修计划完成率" IS NOT NULL THEN "weight:检修计划完成率" ELSE 0 END)
      + (CASE WHEN "mark:千人重伤率" IS NOT NULL THEN "weight:千人重伤率" ELSE 0 END)
      + (CASE WHEN "mark:主要设备完好率" IS NOT NULL THEN "weight:主要设备完好率" ELSE 0 END)
      + (CASE WHEN "mark:部门费用预算达成率" IS NOT NULL THEN "weight:部门费用预算达成率" ELSE 0 END)
      + (CASE WHEN "mark:调度方案通过率" IS NOT NULL THEN "weight:调度方案通过率" ELSE 0 END)
      + (CASE WHEN "mark:在用设备完好率" IS NOT NULL THEN "weight:在用设备完好率" ELSE 0 END)
      + (CASE WHEN "mark:设备按时送检率" IS NOT NULL THEN "weight:设备按时送检率" ELSE 0 END)
      + (CASE WHEN "mark:调度计划不合理投诉次数" IS NOT NULL THEN "weight:调度计划不合理投诉次数" ELSE 0 END)
      + (CASE WHEN "mark:部门关键员工流失率" IS NOT NULL THEN "weight:部门关键员工流失率" ELSE 0 END)
      + (CASE WHEN "mark:地测器具周检合格率" IS NOT NULL THEN "weight:地测器具周检合格率" ELSE 0 END)
      + (CASE WHEN "mark:地测检验频率" IS NOT NULL THEN "weight:地测检验频率" ELSE 0 END)
      + (CASE WHEN "mark:地测数据完整性和准确性" IS NOT NULL THEN "weight:地测数据完整性和准确性" ELSE 0 END)
      + (CASE WHEN "mark:地测方案通过率" IS NOT NULL THEN "weight:地测方案通过率" ELSE 0 END)
      + (CASE WHEN "mark:错漏检率" IS NOT NULL THEN "weight:错漏检率" ELSE 0 END)
      + (CASE WHEN "mark:煤质检验频率" IS NOT NULL THEN "weight:煤质检验频率" ELSE 0 END)
      + (CASE WHEN "mark:客户投诉率" IS NOT NULL THEN "weight:客户投诉率" ELSE 0 END)
      + (CASE WHEN "mark:部门员工绩效考核合格率" IS NOT NULL THEN "weight:部门员工绩效考核合格率" ELSE 0 END) AS "kept"
  FROM "layer 7"
), "layer 9" AS (
  SELECT *,
    -- 采煤计划完成率·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:采煤计划完成率#59",
    -- 错误[K541] 没有一项可以计分
    COALESCE("kept" <= 0, FALSE) AS "report:122"
  FROM "layer 8"
), "layer 10" AS (
  SELECT *,
    -- 采煤计划完成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:采煤计划完成率" * "weight:采煤计划完成率") + 50) // 100
      ELSE (("mark:采煤计划完成率" * "weight:采煤计划完成率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:采煤计划完成率",
    -- 部门费用与预算差异率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门费用与预算差异率" * "weight:部门费用与预算差异率") + 50) // 100
      ELSE (("mark:部门费用与预算差异率" * "weight:部门费用与预算差异率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:部门费用与预算差异率",
    -- 规划报告通过率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:规划报告通过率" * "weight:规划报告通过率") + 50) // 100
      ELSE (("mark:规划报告通过率" * "weight:规划报告通过率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:规划报告通过率",
    -- 统计数据完整性和准确性·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:统计数据完整性和准确性" * "weight:统计数据完整性和准确性") + 50) // 100
      ELSE (("mark:统计数据完整性和准确性" * "weight:统计数据完整性和准确性") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:统计数据完整性和准确性",
    -- 统计资料及时归档情况·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:统计资料及时归档情况" * "weight:统计资料及时归档情况") + 50) // 100
      ELSE (("mark:统计资料及时归档情况" * "weight:统计资料及时归档情况") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:统计资料及时归档情况",
    -- 生产计划不合理投诉次数·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:生产计划不合理投诉次数" * "weight:生产计划不合理投诉次数") + 50) // 100
      ELSE (("mark:生产计划不合理投诉次数" * "weight:生产计划不合理投诉次数") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:生产计划不合理投诉次数",
    -- 煤炭回采率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:煤炭回采率" * "weight:煤炭回采率") + 50) // 100
      ELSE (("mark:煤炭回采率" * "weight:煤炭回采率") + ("POINTS:采煤计划完成率#59" // 2)) // "POINTS:采煤计划完成率#59"
    END AS "points:煤炭回采率",
    -- 百万吨煤死亡率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:百万吨煤死亡率" * "weight:百万吨煤死亡率") + 50) // 100
      ELSE (("mark:百万吨煤死亡率" * "weight:百万吨煤死亡率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:百万吨煤死亡率",
    -- 检修计划完成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:检修计划完成率" * "weight:检修计划完成率") + 50) // 100
      ELSE (("mark:检修计划完成率" * "weight:检修计划完成率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:检修计划完成率",
    -- 千人重伤率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:千人重伤率" * "weight:千人重伤率") + 50) // 100
      ELSE (("mark:千人重伤率" * "weight:千人重伤率") + ("POINTS:采煤计划完成率#59" // 2)) // "POINTS:采煤计划完成率#59"
    END AS "points:千人重伤率",
    -- 主要设备完好率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:主要设备完好率" * "weight:主要设备完好率") + 50) // 100
      ELSE (("mark:主要设备完好率" * "weight:主要设备完好率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:主要设备完好率",
    -- 部门费用预算达成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门费用预算达成率" * "weight:部门费用预算达成率") + 50) // 100
      ELSE (("mark:部门费用预算达成率" * "weight:部门费用预算达成率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:部门费用预算达成率",
    -- 调度方案通过率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:调度方案通过率" * "weight:调度方案通过率") + 50) // 100
      ELSE (("mark:调度方案通过率" * "weight:调度方案通过率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:调度方案通过率",
    -- 在用设备完好率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:在用设备完好率" * "weight:在用设备完好率") + 50) // 100
      ELSE (("mark:在用设备完好率" * "weight:在用设备完好率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:在用设备完好率",
    -- 设备按时送检率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:设备按时送检率" * "weight:设备按时送检率") + 50) // 100
      ELSE (("mark:设备按时送检率" * "weight:设备按时送检率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:设备按时送检率",
    -- 调度计划不合理投诉次数·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:调度计划不合理投诉次数" * "weight:调度计划不合理投诉次数") + 50) // 100
      ELSE (("mark:调度计划不合理投诉次数" * "weight:调度计划不合理投诉次数") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:调度计划不合理投诉次数",
    -- 部门关键员工流失率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门关键员工流失率" * "weight:部门关键员工流失率") + 50) // 100
      ELSE (("mark:部门关键员工流失率" * "weight:部门关键员工流失率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:部门关键员工流失率",
    -- 地测器具周检合格率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:地测器具周检合格率" * "weight:地测器具周检合格率") + 50) // 100
      ELSE (("mark:地测器具周检合格率" * "weight:地测器具周检合格率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:地测器具周检合格率",
    -- 地测检验频率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:地测检验频率" * "weight:地测检验频率") + 50) // 100
      ELSE (("mark:地测检验频率" * "weight:地测检验频率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:地测检验频率",
    -- 地测数据完整性和准确性·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:地测数据完整性和准确性" * "weight:地测数据完整性和准确性") + 50) // 100
      ELSE (("mark:地测数据完整性和准确性" * "weight:地测数据完整性和准确性") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:地测数据完整性和准确性",
    -- 地测方案通过率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:地测方案通过率" * "weight:地测方案通过率") + 50) // 100
      ELSE (("mark:地测方案通过率" * "weight:地测方案通过率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:地测方案通过率",
    -- 错漏检率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:错漏检率" * "weight:错漏检率") + 50) // 100
      ELSE (("mark:错漏检率" * "weight:错漏检率") + ("POINTS:采煤计划完成率#59" // 2)) // "POINTS:采煤计划完成率#59"
    END AS "points:错漏检率",
    -- 煤质检验频率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:煤质检验频率" * "weight:煤质检验频率") + 50) // 100
      ELSE (("mark:煤质检验频率" * "weight:煤质检验频率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:煤质检验频率",
    -- 客户投诉率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:客户投诉率" * "weight:客户投诉率") + 50) // 100
      ELSE (("mark:客户投诉率" * "weight:客户投诉率") + ("POINTS:采煤计划完成率#59" // 2)) // "POINTS:采煤计划完成率#59"
    END AS "points:客户投诉率",
    -- 部门员工绩效考核合格率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门员工绩效考核合格率" * "weight:部门员工绩效考核合格率") + 50) // 100
      ELSE (("mark:部门员工绩效考核合格率" * "weight:部门员工绩效考核合格率") + ("POINTS:采煤计划完成率#59" // 2))
        // "POINTS:采煤计划完成率#59"
    END AS "points:部门员工绩效考核合格率"
  FROM "layer 9"
), "layer 11" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:采煤计划完成率" IS NOT NULL THEN "points:采煤计划完成率" ELSE 0 END)
      + (CASE WHEN "points:部门费用与预算差异率" IS NOT NULL THEN "points:部门费用与预算差异率" ELSE 0 END)
      + (CASE WHEN "points:规划报告通过率" IS NOT NULL THEN "points:规划报告通过率" ELSE 0 END)
      + (CASE WHEN "points:统计数据完整性和准确性" IS NOT NULL THEN "points:统计数据完整性和准确性" ELSE 0 END)
      + (CASE WHEN "points:统计资料及时归档情况" IS NOT NULL THEN "points:统计资料及时归档情况" ELSE 0 END)
      + (CASE WHEN "points:生产计划不合理投诉次数" IS NOT NULL THEN "points:生产计划不合理投诉次数" ELSE 0 END)
      + (CASE WHEN "points:煤炭回采率" IS NOT NULL THEN "points:煤炭回采率" ELSE 0 END)
      + (CASE WHEN "points:百万吨煤死亡率" IS NOT NULL THEN "points:百万吨煤死亡率" ELSE 0 END)
      + (CASE WHEN "points:检修计划完成率" IS NOT NULL THEN "points:检修计划完成率" ELSE 0 END)
      + (CASE WHEN "points:千人重伤率" IS NOT NULL THEN "points:千人重伤率" ELSE 0 END)
      + (CASE WHEN "points:主要设备完好率" IS NOT NULL THEN "points:主要设备完好率" ELSE 0 END)
      + (CASE WHEN "points:部门费用预算达成率" IS NOT NULL THEN "points:部门费用预算达成率" ELSE 0 END)
      + (CASE WHEN "points:调度方案通过率" IS NOT NULL THEN "points:调度方案通过率" ELSE 0 END)
      + (CASE WHEN "points:在用设备完好率" IS NOT NULL THEN "points:在用设备完好率" ELSE 0 END)
      + (CASE WHEN "points:设备按时送检率" IS NOT NULL THEN "points:设备按时送检率" ELSE 0 END)
      + (CASE WHEN "points:调度计划不合理投诉次数" IS NOT NULL THEN "points:调度计划不合理投诉次数" ELSE 0 END)
      + (CASE WHEN "points:部门关键员工流失率" IS NOT NULL THEN "points:部门关键员工流失率" ELSE 0 END)
      + (CASE WHEN "points:地测器具周检合格率" IS NOT NULL THEN "points:地测器具周检合格率" ELSE 0 END)
      + (CASE WHEN "points:地测检验频率" IS NOT NULL THEN "points:地测检验频率" ELSE 0 END)
      + (CASE WHEN "points:地测数据完整性和准确性" IS NOT NULL THEN "points:地测数据完整性和准确性" ELSE 0 END)
      + (CASE WHEN "points:地测方案通过率" IS NOT NULL THEN "points:地测方案通过率" ELSE 0 END)
      + (CASE WHEN "points:错漏检率" IS NOT NULL THEN "points:错漏检率" ELSE 0 END)
      + (CASE WHEN "points:煤质检验频率" IS NOT NULL THEN "points:煤质检验频率" ELSE 0 END)
      + (CASE WHEN "points:客户投诉率" IS NOT NULL THEN "points:客户投诉率" ELSE 0 END)
      + (CASE
        WHEN "points:部门员工绩效考核合格率" IS NOT NULL THEN "points:部门员工绩效考核合格率" ELSE 0
      END) AS "summed"
  FROM "layer 10"
), "layer 12" AS (
  SELECT *,
    -- 部门考核等级 条款 第五条
    CASE
      WHEN "class" IN ('综合计划部', '生产管理部', '生产调度部', '地测管理部', '煤质管理部')
        THEN CAST(CASE
          WHEN "summed" >= 9000 THEN 0
          WHEN "summed" >= 8000 AND "summed" < 9000 THEN 1
          WHEN "summed" >= 7000 AND "summed" < 8000 THEN 2
          WHEN "summed" >= 6000 AND "summed" < 7000 THEN 3
          WHEN "summed" < 6000 THEN 4
        END AS BIGINT)
    END AS "placed:部门考核等级"
  FROM "layer 11"
)
SELECT "order", CAST("state:采煤计划完成率" AS TINYINT) AS "state:采煤计划完成率",
  CAST("mark:采煤计划完成率" AS SMALLINT) AS "mark:采煤计划完成率",
  CAST("state:部门费用与预算差异率" AS TINYINT) AS "state:部门费用与预算差异率",
  CAST("mark:部门费用与预算差异率" AS SMALLINT) AS "mark:部门费用与预算差异率",
  CAST("state:规划报告通过率" AS TINYINT) AS "state:规划报告通过率",
  CAST("mark:规划报告通过率" AS SMALLINT) AS "mark:规划报告通过率",
  CAST("state:统计数据完整性和准确性" AS TINYINT) AS "state:统计数据完整性和准确性",
  CAST("mark:统计数据完整性和准确性" AS SMALLINT) AS "mark:统计数据完整性和准确性",
  CAST("state:统计资料及时归档情况" AS TINYINT) AS "state:统计资料及时归档情况",
  CAST("mark:统计资料及时归档情况" AS SMALLINT) AS "mark:统计资料及时归档情况",
  CAST("state:生产计划不合理投诉次数" AS TINYINT) AS "state:生产计划不合理投诉次数",
  CAST("mark:生产计划不合理投诉次数" AS SMALLINT) AS "mark:生产计划不合理投诉次数",
  CAST("state:煤炭回采率" AS TINYINT) AS "state:煤炭回采率", CAST("mark:煤炭回采率" AS SMALLINT) AS "mark:煤炭回采率",
  CAST("state:百万吨煤死亡率" AS TINYINT) AS "state:百万吨煤死亡率",
  CAST("mark:百万吨煤死亡率" AS SMALLINT) AS "mark:百万吨煤死亡率",
  CAST("state:检修计划完成率" AS TINYINT) AS "state:检修计划完成率",
  CAST("mark:检修计划完成率" AS SMALLINT) AS "mark:检修计划完成率",
  CAST("state:千人重伤率" AS TINYINT) AS "state:千人重伤率", CAST("mark:千人重伤率" AS SMALLINT) AS "mark:千人重伤率",
  CAST("state:主要设备完好率" AS TINYINT) AS "state:主要设备完好率",
  CAST("mark:主要设备完好率" AS SMALLINT) AS "mark:主要设备完好率",
  CAST("state:部门费用预算达成率" AS TINYINT) AS "state:部门费用预算达成率",
  CAST("mark:部门费用预算达成率" AS SMALLINT) AS "mark:部门费用预算达成率",
  CAST("state:调度方案通过率" AS TINYINT) AS "state:调度方案通过率",
  CAST("mark:调度方案通过率" AS SMALLINT) AS "mark:调度方案通过率",
  CAST("state:在用设备完好率" AS TINYINT) AS "state:在用设备完好率",
  CAST("mark:在用设备完好率" AS SMALLINT) AS "mark:在用设备完好率",
  CAST("state:设备按时送检率" AS TINYINT) AS "state:设备按时送检率",
  CAST("mark:设备按时送检率" AS SMALLINT) AS "mark:设备按时送检率",
  CAST("state:调度计划不合理投诉次数" AS TINYINT) AS "state:调度计划不合理投诉次数",
  CAST("mark:调度计划不合理投诉次数" AS SMALLINT) AS "mark:调度计划不合理投诉次数",
  CAST("state:部门关键员工流失率" AS TINYINT) AS "state:部门关键员工流失率",
  CAST("mark:部门关键员工流失率" AS SMALLINT) AS "mark:部门关键员工流失率",
  CAST("state:地测器具周检合格率" AS TINYINT) AS "state:地测器具周检合格率",
  CAST("mark:地测器具周检合格率" AS SMALLINT) AS "mark:地测器具周检合格率",
  CAST("state:地测检验频率" AS TINYINT) AS "state:地测检验频率",
  CAST("mark:地测检验频率" AS SMALLINT) AS "mark:地测检验频率",
  CAST("state:地测数据完整性和准确性" AS TINYINT) AS "state:地测数据完整性和准确性",
  CAST("mark:地测数据完整性和准确性" AS SMALLINT) AS "mark:地测数据完整性和准确性",
  CAST("state:地测方案通过率" AS TINYINT) AS "state:地测方案通过率",
  CAST("mark:地测方案通过率" AS SMALLINT) AS "mark:地测方案通过率",
  CAST("state:错漏检率" AS TINYINT) AS "state:错漏检率", CAST("mark:错漏检率" AS SMALLINT) AS "mark:错漏检率",
  CAST("state:煤质检验频率" AS TINYINT) AS "state:煤质检验频率",
  CAST("mark:煤质检验频率" AS SMALLINT) AS "mark:煤质检验频率",
  CAST("state:客户投诉率" AS TINYINT) AS "state:客户投诉率", CAST("mark:客户投诉率" AS SMALLINT) AS "mark:客户投诉率",
  CAST("state:部门员工绩效考核合格率" AS TINYINT) AS "state:部门员工绩效考核合格率",
  CAST("mark:部门员工绩效考核合格率" AS SMALLINT) AS "mark:部门员工绩效考核合格率",
  CAST("points:采煤计划完成率" AS INTEGER) AS "points:采煤计划完成率",
  CAST("points:部门费用与预算差异率" AS INTEGER) AS "points:部门费用与预算差异率",
  CAST("points:规划报告通过率" AS INTEGER) AS "points:规划报告通过率",
  CAST("points:统计数据完整性和准确性" AS INTEGER) AS "points:统计数据完整性和准确性",
  CAST("points:统计资料及时归档情况" AS INTEGER) AS "points:统计资料及时归档情况",
  CAST("points:生产计划不合理投诉次数" AS INTEGER) AS "points:生产计划不合理投诉次数",
  CAST("points:煤炭回采率" AS INTEGER) AS "points:煤炭回采率",
  CAST("points:百万吨煤死亡率" AS INTEGER) AS "points:百万吨煤死亡率",
  CAST("points:检修计划完成率" AS INTEGER) AS "points:检修计划完成率",
  CAST("points:千人重伤率" AS INTEGER) AS "points:千人重伤率",
  CAST("points:主要设备完好率" AS INTEGER) AS "points:主要设备完好率",
  CAST("points:部门费用预算达成率" AS INTEGER) AS "points:部门费用预算达成率",
  CAST("points:调度方案通过率" AS INTEGER) AS "points:调度方案通过率",
  CAST("points:在用设备完好率" AS INTEGER) AS "points:在用设备完好率",
  CAST("points:设备按时送检率" AS INTEGER) AS "points:设备按时送检率",
  CAST("points:调度计划不合理投诉次数" AS INTEGER) AS "points:调度计划不合理投诉次数",
  CAST("points:部门关键员工流失率" AS INTEGER) AS "points:部门关键员工流失率",
  CAST("points:地测器具周检合格率" AS INTEGER) AS "points:地测器具周检合格率",
  CAST("points:地测检验频率" AS INTEGER) AS "points:地测检验频率",
  CAST("points:地测数据完整性和准确性" AS INTEGER) AS "points:地测数据完整性和准确性",
  CAST("points:地测方案通过率" AS INTEGER) AS "points:地测方案通过率",
  CAST("points:错漏检率" AS INTEGER) AS "points:错漏检率",
  CAST("points:煤质检验频率" AS INTEGER) AS "points:煤质检验频率",
  CAST("points:客户投诉率" AS INTEGER) AS "points:客户投诉率",
  CAST("points:部门员工绩效考核合格率" AS INTEGER) AS "points:部门员工绩效考核合格率",
  CAST("summed" AS INTEGER) AS "summed", "report:122", CAST("placed:部门考核等级" AS TINYINT) AS "placed:部门考核等级",
  "class", "unit"
FROM "layer 12";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", CAST("state:采煤计划完成率" AS BIGINT) AS "state:采煤计划完成率",
  CAST("mark:采煤计划完成率" AS BIGINT) AS "mark:采煤计划完成率",
  CAST("state:部门费用与预算差异率" AS BIGINT) AS "state:部门费用与预算差异率",
  CAST("mark:部门费用与预算差异率" AS BIGINT) AS "mark:部门费用与预算差异率",
  CAST("state:规划报告通过率" AS BIGINT) AS "state:规划报告通过率",
  CAST("mark:规划报告通过率" AS BIGINT) AS "mark:规划报告通过率",
  CAST("state:统计数据完整性和准确性" AS BIGINT) AS "state:统计数据完整性和准确性",
  CAST("mark:统计数据完整性和准确性" AS BIGINT) AS "mark:统计数据完整性和准确性",
  CAST("state:统计资料及时归档情况" AS BIGINT) AS "state:统计资料及时归档情况",
  CAST("mark:统计资料及时归档情况" AS BIGINT) AS "mark:统计资料及时归档情况",
  CAST("state:生产计划不合理投诉次数" AS BIGINT) AS "state:生产计划不合理投诉次数",
  CAST("mark:生产计划不合理投诉次数" AS BIGINT) AS "mark:生产计划不合理投诉次数",
  CAST("state:煤炭回采率" AS BIGINT) AS "state:煤炭回采率", CAST("mark:煤炭回采率" AS BIGINT) AS "mark:煤炭回采率",
  CAST("state:百万吨煤死亡率" AS BIGINT) AS "state:百万吨煤死亡率",
  CAST("mark:百万吨煤死亡率" AS BIGINT) AS "mark:百万吨煤死亡率",
  CAST("state:检修计划完成率" AS BIGINT) AS "state:检修计划完成率",
  CAST("mark:检修计划完成率" AS BIGINT) AS "mark:检修计划完成率",
  CAST("state:千人重伤率" AS BIGINT) AS "state:千人重伤率", CAST("mark:千人重伤率" AS BIGINT) AS "mark:千人重伤率",
  CAST("state:主要设备完好率" AS BIGINT) AS "state:主要设备完好率",
  CAST("mark:主要设备完好率" AS BIGINT) AS "mark:主要设备完好率",
  CAST("state:部门费用预算达成率" AS BIGINT) AS "state:部门费用预算达成率",
  CAST("mark:部门费用预算达成率" AS BIGINT) AS "mark:部门费用预算达成率",
  CAST("state:调度方案通过率" AS BIGINT) AS "state:调度方案通过率",
  CAST("mark:调度方案通过率" AS BIGINT) AS "mark:调度方案通过率",
  CAST("state:在用设备完好率" AS BIGINT) AS "state:在用设备完好率",
  CAST("mark:在用设备完好率" AS BIGINT) AS "mark:在用设备完好率",
  CAST("state:设备按时送检率" AS BIGINT) AS "state:设备按时送检率",
  CAST("mark:设备按时送检率" AS BIGINT) AS "mark:设备按时送检率",
  CAST("state:调度计划不合理投诉次数" AS BIGINT) AS "state:调度计划不合理投诉次数",
  CAST("mark:调度计划不合理投诉次数" AS BIGINT) AS "mark:调度计划不合理投诉次数",
  CAST("state:部门关键员工流失率" AS BIGINT) AS "state:部门关键员工流失率",
  CAST("mark:部门关键员工流失率" AS BIGINT) AS "mark:部门关键员工流失率",
  CAST("state:地测器具周检合格率" AS BIGINT) AS "state:地测器具周检合格率",
  CAST("mark:地测器具周检合格率" AS BIGINT) AS "mark:地测器具周检合格率",
  CAST("state:地测检验频率" AS BIGINT) AS "state:地测检验频率",
  CAST("mark:地测检验频率" AS BIGINT) AS "mark:地测检验频率",
  CAST("state:地测数据完整性和准确性" AS BIGINT) AS "state:地测数据完整性和准确性",
  CAST("mark:地测数据完整性和准确性" AS BIGINT) AS "mark:地测数据完整性和准确性",
  CAST("state:地测方案通过率" AS BIGINT) AS "state:地测方案通过率",
  CAST("mark:地测方案通过率" AS BIGINT) AS "mark:地测方案通过率", CAST("state:错漏检率" AS BIGINT) AS "state:错漏检率",
  CAST("mark:错漏检率" AS BIGINT) AS "mark:错漏检率", CAST("state:煤质检验频率" AS BIGINT) AS "state:煤质检验频率",
  CAST("mark:煤质检验频率" AS BIGINT) AS "mark:煤质检验频率", CAST("state:客户投诉率" AS BIGINT) AS "state:客户投诉率",
  CAST("mark:客户投诉率" AS BIGINT) AS "mark:客户投诉率",
  CAST("state:部门员工绩效考核合格率" AS BIGINT) AS "state:部门员工绩效考核合格率",
  CAST("mark:部门员工绩效考核合格率" AS BIGINT) AS "mark:部门员工绩效考核合格率",
  CAST("points:采煤计划完成率" AS BIGINT) AS "points:采煤计划完成率",
  CAST("points:部门费用与预算差异率" AS BIGINT) AS "points:部门费用与预算差异率",
  CAST("points:规划报告通过率" AS BIGINT) AS "points:规划报告通过率",
  CAST("points:统计数据完整性和准确性" AS BIGINT) AS "points:统计数据完整性和准确性",
  CAST("points:统计资料及时归档情况" AS BIGINT) AS "points:统计资料及时归档情况",
  CAST("points:生产计划不合理投诉次数" AS BIGINT) AS "points:生产计划不合理投诉次数",
  CAST("points:煤炭回采率" AS BIGINT) AS "points:煤炭回采率",
  CAST("points:百万吨煤死亡率" AS BIGINT) AS "points:百万吨煤死亡率",
  CAST("points:检修计划完成率" AS BIGINT) AS "points:检修计划完成率",
  CAST("points:千人重伤率" AS BIGINT) AS "points:千人重伤率",
  CAST("points:主要设备完好率" AS BIGINT) AS "points:主要设备完好率",
  CAST("points:部门费用预算达成率" AS BIGINT) AS "points:部门费用预算达成率",
  CAST("points:调度方案通过率" AS BIGINT) AS "points:调度方案通过率",
  CAST("points:在用设备完好率" AS BIGINT) AS "points:在用设备完好率",
  CAST("points:设备按时送检率" AS BIGINT) AS "points:设备按时送检率",
  CAST("points:调度计划不合理投诉次数" AS BIGINT) AS "points:调度计划不合理投诉次数",
  CAST("points:部门关键员工流失率" AS BIGINT) AS "points:部门关键员工流失率",
  CAST("points:地测器具周检合格率" AS BIGINT) AS "points:地测器具周检合格率",
  CAST("points:地测检验频率" AS BIGINT) AS "points:地测检验频率",
  CAST("points:地测数据完整性和准确性" AS BIGINT) AS "points:地测数据完整性和准确性",
  CAST("points:地测方案通过率" AS BIGINT) AS "points:地测方案通过率",
  CAST("points:错漏检率" AS BIGINT) AS "points:错漏检率",
  CAST("points:煤质检验频率" AS BIGINT) AS "points:煤质检验频率",
  CAST("points:客户投诉率" AS BIGINT) AS "points:客户投诉率",
  CAST("points:部门员工绩效考核合格率" AS BIGINT) AS "points:部门员工绩效考核合格率",
  CAST("summed" AS BIGINT) AS "summed", "report:122", CAST("placed:部门考核等级" AS BIGINT) AS "placed:部门考核等级",
  "class", "unit"
FROM "stage 1 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:采煤计划完成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:采煤计划完成率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "采煤计划完成率·考评分",
  COALESCE(
    CAST(CAST(("points:采煤计划完成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "采煤计划完成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:部门费用与预算差异率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:部门费用与预算差异率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "部门费用与预算差异率·考评分",
  COALESCE(
    CAST(CAST(("points:部门费用与预算差异率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "部门费用与预算差异率·单项得分",
  COALESCE(
    CAST(CAST(("mark:规划报告通过率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:规划报告通过率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "规划报告通过率·考评分",
  COALESCE(
    CAST(CAST(("points:规划报告通过率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "规划报告通过率·单项得分",
  COALESCE(
    CAST(CAST(("mark:统计数据完整性和准确性") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:统计数据完整性和准确性"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "统计数据完整性和准确性·考评分",
  COALESCE(
    CAST(CAST(("points:统计数据完整性和准确性") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "统计数据完整性和准确性·单项得分",
  COALESCE(
    CAST(CAST(("mark:统计资料及时归档情况") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:统计资料及时归档情况"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "统计资料及时归档情况·考评分",
  COALESCE(
    CAST(CAST(("points:统计资料及时归档情况") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "统计资料及时归档情况·单项得分",
  COALESCE(
    CAST(CAST(("mark:生产计划不合理投诉次数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:生产计划不合理投诉次数"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "生产计划不合理投诉次数·考评分",
  COALESCE(
    CAST(CAST(("points:生产计划不合理投诉次数") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "生产计划不合理投诉次数·单项得分",
  COALESCE(
    CAST(CAST(("mark:煤炭回采率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:煤炭回采率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "煤炭回采率·考评分",
  COALESCE(
    CAST(CAST(("points:煤炭回采率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "煤炭回采率·单项得分",
  COALESCE(
    CAST(CAST(("mark:百万吨煤死亡率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:百万吨煤死亡率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "百万吨煤死亡率·考评分",
  COALESCE(
    CAST(CAST(("points:百万吨煤死亡率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "百万吨煤死亡率·单项得分",
  COALESCE(
    CAST(CAST(("mark:检修计划完成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:检修计划完成率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "检修计划完成率·考评分",
  COALESCE(
    CAST(CAST(("points:检修计划完成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "检修计划完成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:千人重伤率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:千人重伤率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "千人重伤率·考评分",
  COALESCE(
    CAST(CAST(("points:千人重伤率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "千人重伤率·单项得分",
  COALESCE(
    CAST(CAST(("mark:主要设备完好率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:主要设备完好率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "主要设备完好率·考评分",
  COALESCE(
    CAST(CAST(("points:主要设备完好率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "主要设备完好率·单项得分",
  COALESCE(
    CAST(CAST(("mark:部门费用预算达成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:部门费用预算达成率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "部门费用预算达成率·考评分",
  COALESCE(
    CAST(CAST(("points:部门费用预算达成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "部门费用预算达成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:调度方案通过率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:调度方案通过率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "调度方案通过率·考评分",
  COALESCE(
    CAST(CAST(("points:调度方案通过率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "调度方案通过率·单项得分",
  COALESCE(
    CAST(CAST(("mark:在用设备完好率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:在用设备完好率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "在用设备完好率·考评分",
  COALESCE(
    CAST(CAST(("points:在用设备完好率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "在用设备完好率·单项得分",
  COALESCE(
    CAST(CAST(("mark:设备按时送检率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:设备按时送检率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "设备按时送检率·考评分",
  COALESCE(
    CAST(CAST(("points:设备按时送检率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "设备按时送检率·单项得分",
  COALESCE(
    CAST(CAST(("mark:调度计划不合理投诉次数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:调度计划不合理投诉次数"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "调度计划不合理投诉次数·考评分",
  COALESCE(
    CAST(CAST(("points:调度计划不合理投诉次数") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "调度计划不合理投诉次数·单项得分",
  COALESCE(
    CAST(CAST(("mark:部门关键员工流失率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:部门关键员工流失率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "部门关键员工流失率·考评分",
  COALESCE(
    CAST(CAST(("points:部门关键员工流失率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "部门关键员工流失率·单项得分",
  COALESCE(
    CAST(CAST(("mark:地测器具周检合格率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:地测器具周检合格率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "地测器具周检合格率·考评分",
  COALESCE(
    CAST(CAST(("points:地测器具周检合格率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "地测器具周检合格率·单项得分",
  COALESCE(
    CAST(CAST(("mark:地测检验频率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:地测检验频率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "地测检验频率·考评分",
  COALESCE(
    CAST(CAST(("points:地测检验频率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "地测检验频率·单项得分",
  COALESCE(
    CAST(CAST(("mark:地测数据完整性和准确性") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:地测数据完整性和准确性"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "地测数据完整性和准确性·考评分",
  COALESCE(
    CAST(CAST(("points:地测数据完整性和准确性") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "地测数据完整性和准确性·单项得分",
  COALESCE(
    CAST(CAST(("mark:地测方案通过率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:地测方案通过率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "地测方案通过率·考评分",
  COALESCE(
    CAST(CAST(("points:地测方案通过率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "地测方案通过率·单项得分",
  COALESCE(
    CAST(CAST(("mark:错漏检率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:错漏检率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "错漏检率·考评分",
  COALESCE(
    CAST(CAST(("points:错漏检率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "错漏检率·单项得分",
  COALESCE(
    CAST(CAST(("mark:煤质检验频率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:煤质检验频率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "煤质检验频率·考评分",
  COALESCE(
    CAST(CAST(("points:煤质检验频率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "煤质检验频率·单项得分",
  COALESCE(
    CAST(CAST(("mark:客户投诉率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:客户投诉率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "客户投诉率·考评分",
  COALESCE(
    CAST(CAST(("points:客户投诉率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "客户投诉率·单项得分",
  COALESCE(
    CAST(CAST(("mark:部门员工绩效考核合格率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:部门员工绩效考核合格率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "部门员工绩效考核合格率·考评分",
  COALESCE(
    CAST(CAST(("points:部门员工绩效考核合格率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "部门员工绩效考核合格率·单项得分"
FROM "stage 1"
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "placed:部门考核等级"
    WHEN 0 THEN 'S' WHEN 1 THEN 'A' WHEN 2 THEN 'B' WHEN 3 THEN 'C' WHEN 4 THEN 'D' ELSE ''
  END AS "部门考核等级", '' AS "一票否决"
FROM "stage 1"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 122 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 1"
  WHERE "report:122"
)
ORDER BY "#report", "#at", "#place";
