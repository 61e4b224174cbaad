-- 由 kpidsl generate 生成，不要手改
-- 《煤炭企业职能部门经理季度考核》（版本 2024）的核算，DuckDB 的 SQL
-- 先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。
-- 先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。
-- 数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。

-- 填报数据，一个单位一行；情况不是 0 的，数为 NULL
CREATE TABLE IF NOT EXISTS "scan" (
  "unit" VARCHAR, -- 被考核单位
  "class" VARCHAR, -- 单位分类：技术管理部经理、安全监察部经理、营销管理部经理
  "order" BIGINT, -- 名单次序，从 0 起连续
  "data:技术管理工作计划完成率·技术管理工作计划完成率" BIGINT, -- 技术管理工作计划完成率·技术管理工作计划完成率，1% 存成 10
  "state:data:技术管理工作计划完成率·技术管理工作计划完成率" BIGINT, -- 技术管理工作计划完成率·技术管理工作计划完成率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:吨煤开采成本·吨煤开采成本" BIGINT, -- 吨煤开采成本·吨煤开采成本，1 元/吨 存成 100
  "state:data:吨煤开采成本·吨煤开采成本" BIGINT, -- 吨煤开采成本·吨煤开采成本·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:技术指导及时性·平均解决时间" BIGINT, -- 技术指导及时性·平均解决时间，1 小时 存成 60
  "state:data:技术指导及时性·平均解决时间" BIGINT, -- 技术指导及时性·平均解决时间·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:技术改进方案被采纳的次数·方案采纳次数" BIGINT, -- 技术改进方案被采纳的次数·方案采纳次数，1 次 存成 1
  "state:data:技术改进方案被采纳的次数·方案采纳次数" BIGINT, -- 技术改进方案被采纳的次数·方案采纳次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:研发计划达成率·研发计划达成率" BIGINT, -- 研发计划达成率·研发计划达成率，1% 存成 10
  "state:data:研发计划达成率·研发计划达成率" BIGINT, -- 研发计划达成率·研发计划达成率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:技术投入产出比率·技术投入产出比率" BIGINT, -- 技术投入产出比率·技术投入产出比率，1% 存成 10
  "state:data:技术投入产出比率·技术投入产出比率" BIGINT, -- 技术投入产出比率·技术投入产出比率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:百万吨煤死亡率·事故死亡人数" BIGINT, -- 百万吨煤死亡率·事故死亡人数，1 人 存成 1
  "state:data:百万吨煤死亡率·事故死亡人数" BIGINT, -- 百万吨煤死亡率·事故死亡人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:百万吨煤死亡率·原煤产量" BIGINT, -- 百万吨煤死亡率·原煤产量，1 万吨 存成 10000
  "state:data:百万吨煤死亡率·原煤产量" BIGINT, -- 百万吨煤死亡率·原煤产量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:突发技术问题成功处理率·突发技术问题成功处理率" BIGINT, -- 突发技术问题成功处理率·突发技术问题成功处理率，1% 存成 10
  "state:data:突发技术问题成功处理率·突发技术问题成功处理率" BIGINT, -- 突发技术问题成功处理率·突发技术问题成功处理率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门关键员工流失率·关键员工流失率" BIGINT, -- 部门关键员工流失率·关键员工流失率，1% 存成 10
  "state:data:部门关键员工流失率·关键员工流失率" BIGINT, -- 部门关键员工流失率·关键员工流失率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:全年连续安全生产天数·安全生产中断次数" BIGINT, -- 全年连续安全生产天数·安全生产中断次数，1 次 存成 1
  "state:data:全年连续安全生产天数·安全生产中断次数" BIGINT, -- 全年连续安全生产天数·安全生产中断次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全监察频率·安全监察次数" BIGINT, -- 安全监察频率·安全监察次数，1 次 存成 1
  "state:data:安全监察频率·安全监察次数" BIGINT, -- 安全监察频率·安全监察次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全隐患整改率·安全隐患整改率" BIGINT, -- 安全隐患整改率·安全隐患整改率，1% 存成 10
  "state:data:安全隐患整改率·安全隐患整改率" BIGINT, -- 安全隐患整改率·安全隐患整改率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:千人重伤率·重伤人数" BIGINT, -- 千人重伤率·重伤人数，1 人 存成 1
  "state:data:千人重伤率·重伤人数" BIGINT, -- 千人重伤率·重伤人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:千人重伤率·平均职工人数" BIGINT, -- 千人重伤率·平均职工人数，1 人 存成 1
  "state:data:千人重伤率·平均职工人数" BIGINT, -- 千人重伤率·平均职工人数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全培训计划达成率·安全培训计划达成率" BIGINT, -- 安全培训计划达成率·安全培训计划达成率，1% 存成 10
  "state:data:安全培训计划达成率·安全培训计划达成率" BIGINT, -- 安全培训计划达成率·安全培训计划达成率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:流程和制度合理化建议被采纳的次数·建议采纳次数" BIGINT, -- 流程和制度合理化建议被采纳的次数·建议采纳次数，1 次 存成 1
  "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" BIGINT, -- 流程和制度合理化建议被采纳的次数·建议采纳次数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:部门员工绩效考核合格率·员工合格率" BIGINT, -- 部门员工绩效考核合格率·员工合格率，1% 存成 10
  "state:data:部门员工绩效考核合格率·员工合格率" BIGINT, -- 部门员工绩效考核合格率·员工合格率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:营销计划达成率·营销计划达成率" BIGINT, -- 营销计划达成率·营销计划达成率，1% 存成 10
  "state:data:营销计划达成率·营销计划达成率" BIGINT, -- 营销计划达成率·营销计划达成率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:市场调研报告通过率·市场调研报告通过率" BIGINT, -- 市场调研报告通过率·市场调研报告通过率，1% 存成 10
  "state:data:市场调研报告通过率·市场调研报告通过率" BIGINT, -- 市场调研报告通过率·市场调研报告通过率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:呆账发生率·呆账发生率" BIGINT, -- 呆账发生率·呆账发生率，1% 存成 100
  "state:data:呆账发生率·呆账发生率" BIGINT, -- 呆账发生率·呆账发生率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭销售增长率·本季销售量" BIGINT, -- 煤炭销售增长率·本季销售量，1 万吨 存成 10000
  "state:data:煤炭销售增长率·本季销售量" BIGINT, -- 煤炭销售增长率·本季销售量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭销售增长率·上年同季销售量" BIGINT, -- 煤炭销售增长率·上年同季销售量，1 万吨 存成 10000
  "state:data:煤炭销售增长率·上年同季销售量" BIGINT, -- 煤炭销售增长率·上年同季销售量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭销售回款率·煤炭销售回款率" BIGINT, -- 煤炭销售回款率·煤炭销售回款率，1% 存成 10
  "state:data:煤炭销售回款率·煤炭销售回款率" BIGINT, -- 煤炭销售回款率·煤炭销售回款率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:煤炭销售费用率·煤炭销售费用率" BIGINT, -- 煤炭销售费用率·煤炭销售费用率，1% 存成 100
  "state:data:煤炭销售费用率·煤炭销售费用率" BIGINT, -- 煤炭销售费用率·煤炭销售费用率·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:客户投诉率·投诉数量" BIGINT, -- 客户投诉率·投诉数量，1 起 存成 1
  "state:data:客户投诉率·投诉数量" BIGINT, -- 客户投诉率·投诉数量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:客户投诉率·非本部门原因的投诉数量" BIGINT, -- 客户投诉率·非本部门原因的投诉数量，1 起 存成 1
  "state:data:客户投诉率·非本部门原因的投诉数量" BIGINT, -- 客户投诉率·非本部门原因的投诉数量·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:客户投诉率·销售客户数" BIGINT, -- 客户投诉率·销售客户数，1 户 存成 1
  "state:data:客户投诉率·销售客户数" BIGINT, -- 客户投诉率·销售客户数·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:员工管理·部门员工平均分" BIGINT, -- 员工管理·部门员工平均分，1 存成 100
  "state:data:员工管理·部门员工平均分" BIGINT, -- 员工管理·部门员工平均分·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全事故·较大以上事故" BIGINT, -- 安全事故·较大以上事故，1 起 存成 1
  "state:data:安全事故·较大以上事故" BIGINT, -- 安全事故·较大以上事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
  "data:安全事故·瞒报事故" BIGINT, -- 安全事故·瞒报事故，1 起 存成 1
  "state:data:安全事故·瞒报事故" BIGINT -- 安全事故·瞒报事故·情况：0 有数，1 不涉及，2 缺报，3 不考评
);

-- 先查 scan：有问题的行，一列一个代码；都对，就一行也没有
-- owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报
CREATE TEMP TABLE "odd scan" AS
WITH "owed" ("#class", "owed 1", "owed 2", "owed 3", "owed 4", "owed 5") AS (
  VALUES ('技术管理部经理', 1, 1, 0, 0, 1),
    ('安全监察部经理', 0, 1, 1, 0, 1),
    ('营销管理部经理', 0, 0, 0, 1, 1)
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
    -- 技术管理工作计划完成率·技术管理工作计划完成率
    CASE
      WHEN "state:data:技术管理工作计划完成率·技术管理工作计划完成率" IS NULL
        OR "state:data:技术管理工作计划完成率·技术管理工作计划完成率" NOT BETWEEN 0 AND 3
        OR ("state:data:技术管理工作计划完成率·技术管理工作计划完成率" = 0)
          <> ("data:技术管理工作计划完成率·技术管理工作计划完成率" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:技术管理工作计划完成率·技术管理工作计划完成率" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:技术管理工作计划完成率·技术管理工作计划完成率" = 3)
        OR ("owed 1" = 1 AND "state:data:技术管理工作计划完成率·技术管理工作计划完成率" = 2)
        THEN 'K562'
      WHEN "data:技术管理工作计划完成率·技术管理工作计划完成率" NOT BETWEEN 0 AND 2000 THEN 'K534'
    END AS "fault:data:技术管理工作计划完成率·技术管理工作计划完成率",
    -- 吨煤开采成本·吨煤开采成本
    CASE
      WHEN "state:data:吨煤开采成本·吨煤开采成本" IS NULL
        OR "state:data:吨煤开采成本·吨煤开采成本" NOT BETWEEN 0 AND 3
        OR ("state:data:吨煤开采成本·吨煤开采成本" = 0) <> ("data:吨煤开采成本·吨煤开采成本" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:吨煤开采成本·吨煤开采成本" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:吨煤开采成本·吨煤开采成本" = 3)
        OR ("owed 1" = 1 AND "state:data:吨煤开采成本·吨煤开采成本" = 2)
        THEN 'K562'
      WHEN "data:吨煤开采成本·吨煤开采成本" NOT BETWEEN 0 AND 1000000 THEN 'K534'
    END AS "fault:data:吨煤开采成本·吨煤开采成本",
    -- 技术指导及时性·平均解决时间
    CASE
      WHEN "state:data:技术指导及时性·平均解决时间" IS NULL
        OR "state:data:技术指导及时性·平均解决时间" NOT BETWEEN 0 AND 3
        OR ("state:data:技术指导及时性·平均解决时间" = 0) <> ("data:技术指导及时性·平均解决时间" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:技术指导及时性·平均解决时间" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:技术指导及时性·平均解决时间" = 3)
        OR ("owed 1" = 1 AND "state:data:技术指导及时性·平均解决时间" = 2)
        THEN 'K562'
      WHEN "data:技术指导及时性·平均解决时间" NOT BETWEEN 0 AND 60000 THEN 'K534'
      WHEN "data:技术指导及时性·平均解决时间" % 6 <> 0 THEN 'K533'
    END AS "fault:data:技术指导及时性·平均解决时间",
    -- 技术改进方案被采纳的次数·方案采纳次数
    CASE
      WHEN "state:data:技术改进方案被采纳的次数·方案采纳次数" IS NULL
        OR "state:data:技术改进方案被采纳的次数·方案采纳次数" NOT BETWEEN 0 AND 3
        OR ("state:data:技术改进方案被采纳的次数·方案采纳次数" = 0)
          <> ("data:技术改进方案被采纳的次数·方案采纳次数" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:技术改进方案被采纳的次数·方案采纳次数" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:技术改进方案被采纳的次数·方案采纳次数" = 3)
        OR ("owed 1" = 1 AND "state:data:技术改进方案被采纳的次数·方案采纳次数" = 2)
        THEN 'K562'
      WHEN "data:技术改进方案被采纳的次数·方案采纳次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:技术改进方案被采纳的次数·方案采纳次数",
    -- 研发计划达成率·研发计划达成率
    CASE
      WHEN "state:data:研发计划达成率·研发计划达成率" IS NULL
        OR "state:data:研发计划达成率·研发计划达成率" NOT BETWEEN 0 AND 3
        OR ("state:data:研发计划达成率·研发计划达成率" = 0) <> ("data:研发计划达成率·研发计划达成率" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:研发计划达成率·研发计划达成率" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:研发计划达成率·研发计划达成率" = 3)
        OR ("owed 1" = 1 AND "state:data:研发计划达成率·研发计划达成率" = 2)
        THEN 'K562'
      WHEN "data:研发计划达成率·研发计划达成率" NOT BETWEEN 0 AND 2000 THEN 'K534'
    END AS "fault:data:研发计划达成率·研发计划达成率",
    -- 技术投入产出比率·技术投入产出比率
    CASE
      WHEN "state:data:技术投入产出比率·技术投入产出比率" IS NULL
        OR "state:data:技术投入产出比率·技术投入产出比率" NOT BETWEEN 0 AND 3
        OR ("state:data:技术投入产出比率·技术投入产出比率" = 0)
          <> ("data:技术投入产出比率·技术投入产出比率" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:技术投入产出比率·技术投入产出比率" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:技术投入产出比率·技术投入产出比率" = 3)
        OR ("owed 1" = 1 AND "state:data:技术投入产出比率·技术投入产出比率" = 2)
        THEN 'K562'
      WHEN "data:技术投入产出比率·技术投入产出比率" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:技术投入产出比率·技术投入产出比率",
    -- 百万吨煤死亡率·事故死亡人数
    CASE
      WHEN "state:data:百万吨煤死亡率·事故死亡人数" IS NULL
        OR "state:data:百万吨煤死亡率·事故死亡人数" NOT BETWEEN 0 AND 3
        OR ("state:data:百万吨煤死亡率·事故死亡人数" = 0) <> ("data:百万吨煤死亡率·事故死亡人数" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:百万吨煤死亡率·事故死亡人数" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:百万吨煤死亡率·事故死亡人数" = 3)
        OR ("owed 2" = 1 AND "state:data:百万吨煤死亡率·事故死亡人数" = 2)
        THEN 'K562'
      WHEN "data:百万吨煤死亡率·事故死亡人数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:百万吨煤死亡率·事故死亡人数",
    -- 百万吨煤死亡率·原煤产量
    CASE
      WHEN "state:data:百万吨煤死亡率·原煤产量" IS NULL
        OR "state:data:百万吨煤死亡率·原煤产量" NOT BETWEEN 0 AND 3
        OR ("state:data:百万吨煤死亡率·原煤产量" = 0) <> ("data:百万吨煤死亡率·原煤产量" IS NOT NULL)
        OR ("owed 2" = 0 AND "state:data:百万吨煤死亡率·原煤产量" <> 3)
        THEN 'K573'
      WHEN ("owed 2" > 0 AND "state:data:百万吨煤死亡率·原煤产量" = 3)
        OR ("owed 2" = 1 AND "state:data:百万吨煤死亡率·原煤产量" = 2)
        THEN 'K562'
      WHEN "data:百万吨煤死亡率·原煤产量" NOT BETWEEN 0 AND 100000000 THEN 'K534'
      WHEN "data:百万吨煤死亡率·原煤产量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:百万吨煤死亡率·原煤产量",
    -- 突发技术问题成功处理率·突发技术问题成功处理率
    CASE
      WHEN "state:data:突发技术问题成功处理率·突发技术问题成功处理率" IS NULL
        OR "state:data:突发技术问题成功处理率·突发技术问题成功处理率" NOT BETWEEN 0 AND 3
        OR ("state:data:突发技术问题成功处理率·突发技术问题成功处理率" = 0)
          <> ("data:突发技术问题成功处理率·突发技术问题成功处理率" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:突发技术问题成功处理率·突发技术问题成功处理率" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:突发技术问题成功处理率·突发技术问题成功处理率" = 3)
        OR ("owed 1" = 1 AND "state:data:突发技术问题成功处理率·突发技术问题成功处理率" = 2)
        THEN 'K562'
      WHEN "data:突发技术问题成功处理率·突发技术问题成功处理率" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:突发技术问题成功处理率·突发技术问题成功处理率",
    -- 部门关键员工流失率·关键员工流失率
    CASE
      WHEN "state:data:部门关键员工流失率·关键员工流失率" IS NULL
        OR "state:data:部门关键员工流失率·关键员工流失率" NOT BETWEEN 0 AND 3
        OR ("state:data:部门关键员工流失率·关键员工流失率" = 0)
          <> ("data:部门关键员工流失率·关键员工流失率" IS NOT NULL)
        OR ("owed 1" = 0 AND "state:data:部门关键员工流失率·关键员工流失率" <> 3)
        THEN 'K573'
      WHEN ("owed 1" > 0 AND "state:data:部门关键员工流失率·关键员工流失率" = 3)
        OR ("owed 1" = 1 AND "state:data:部门关键员工流失率·关键员工流失率" = 2)
        THEN 'K562'
      WHEN "data:部门关键员工流失率·关键员工流失率" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:部门关键员工流失率·关键员工流失率",
    -- 全年连续安全生产天数·安全生产中断次数
    CASE
      WHEN "state:data:全年连续安全生产天数·安全生产中断次数" IS NULL
        OR "state:data:全年连续安全生产天数·安全生产中断次数" NOT BETWEEN 0 AND 3
        OR ("state:data:全年连续安全生产天数·安全生产中断次数" = 0)
          <> ("data:全年连续安全生产天数·安全生产中断次数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:全年连续安全生产天数·安全生产中断次数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:全年连续安全生产天数·安全生产中断次数" = 3)
        OR ("owed 3" = 1 AND "state:data:全年连续安全生产天数·安全生产中断次数" = 2)
        THEN 'K562'
      WHEN "data:全年连续安全生产天数·安全生产中断次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:全年连续安全生产天数·安全生产中断次数",
    -- 安全监察频率·安全监察次数
    CASE
      WHEN "state:data:安全监察频率·安全监察次数" IS NULL
        OR "state:data:安全监察频率·安全监察次数" NOT BETWEEN 0 AND 3
        OR ("state:data:安全监察频率·安全监察次数" = 0) <> ("data:安全监察频率·安全监察次数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:安全监察频率·安全监察次数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:安全监察频率·安全监察次数" = 3)
        OR ("owed 3" = 1 AND "state:data:安全监察频率·安全监察次数" = 2)
        THEN 'K562'
      WHEN "data:安全监察频率·安全监察次数" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:安全监察频率·安全监察次数",
    -- 安全隐患整改率·安全隐患整改率
    CASE
      WHEN "state:data:安全隐患整改率·安全隐患整改率" IS NULL
        OR "state:data:安全隐患整改率·安全隐患整改率" NOT BETWEEN 0 AND 3
        OR ("state:data:安全隐患整改率·安全隐患整改率" = 0) <> ("data:安全隐患整改率·安全隐患整改率" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:安全隐患整改率·安全隐患整改率" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:安全隐患整改率·安全隐患整改率" = 3)
        OR ("owed 3" = 1 AND "state:data:安全隐患整改率·安全隐患整改率" = 2)
        THEN 'K562'
      WHEN "data:安全隐患整改率·安全隐患整改率" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:安全隐患整改率·安全隐患整改率",
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
    -- 安全培训计划达成率·安全培训计划达成率
    CASE
      WHEN "state:data:安全培训计划达成率·安全培训计划达成率" IS NULL
        OR "state:data:安全培训计划达成率·安全培训计划达成率" NOT BETWEEN 0 AND 3
        OR ("state:data:安全培训计划达成率·安全培训计划达成率" = 0)
          <> ("data:安全培训计划达成率·安全培训计划达成率" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:安全培训计划达成率·安全培训计划达成率" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:安全培训计划达成率·安全培训计划达成率" = 3)
        OR ("owed 3" = 1 AND "state:data:安全培训计划达成率·安全培训计划达成率" = 2)
        THEN 'K562'
      WHEN "data:安全培训计划达成率·安全培训计划达成率" NOT BETWEEN 0 AND 2000 THEN 'K534'
    END AS "fault:data:安全培训计划达成率·安全培训计划达成率",
    -- 流程和制度合理化建议被采纳的次数·建议采纳次数
    CASE
      WHEN "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" IS NULL
        OR "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" NOT BETWEEN 0 AND 3
        OR ("state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" = 0)
          <> ("data:流程和制度合理化建议被采纳的次数·建议采纳次数" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" = 3)
        OR ("owed 3" = 1 AND "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" = 2)
        THEN 'K562'
      WHEN "data:流程和制度合理化建议被采纳的次数·建议采纳次数" NOT BETWEEN 0 AND 100 THEN 'K534'
    END AS "fault:data:流程和制度合理化建议被采纳的次数·建议采纳次数",
    -- 部门员工绩效考核合格率·员工合格率
    CASE
      WHEN "state:data:部门员工绩效考核合格率·员工合格率" IS NULL
        OR "state:data:部门员工绩效考核合格率·员工合格率" NOT BETWEEN 0 AND 3
        OR ("state:data:部门员工绩效考核合格率·员工合格率" = 0)
          <> ("data:部门员工绩效考核合格率·员工合格率" IS NOT NULL)
        OR ("owed 3" = 0 AND "state:data:部门员工绩效考核合格率·员工合格率" <> 3)
        THEN 'K573'
      WHEN ("owed 3" > 0 AND "state:data:部门员工绩效考核合格率·员工合格率" = 3)
        OR ("owed 3" = 1 AND "state:data:部门员工绩效考核合格率·员工合格率" = 2)
        THEN 'K562'
      WHEN "data:部门员工绩效考核合格率·员工合格率" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:部门员工绩效考核合格率·员工合格率",
    -- 营销计划达成率·营销计划达成率
    CASE
      WHEN "state:data:营销计划达成率·营销计划达成率" IS NULL
        OR "state:data:营销计划达成率·营销计划达成率" NOT BETWEEN 0 AND 3
        OR ("state:data:营销计划达成率·营销计划达成率" = 0) <> ("data:营销计划达成率·营销计划达成率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:营销计划达成率·营销计划达成率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:营销计划达成率·营销计划达成率" = 3)
        OR ("owed 4" = 1 AND "state:data:营销计划达成率·营销计划达成率" = 2)
        THEN 'K562'
      WHEN "data:营销计划达成率·营销计划达成率" NOT BETWEEN 0 AND 2000 THEN 'K534'
    END AS "fault:data:营销计划达成率·营销计划达成率",
    -- 市场调研报告通过率·市场调研报告通过率
    CASE
      WHEN "state:data:市场调研报告通过率·市场调研报告通过率" IS NULL
        OR "state:data:市场调研报告通过率·市场调研报告通过率" NOT BETWEEN 0 AND 3
        OR ("state:data:市场调研报告通过率·市场调研报告通过率" = 0)
          <> ("data:市场调研报告通过率·市场调研报告通过率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:市场调研报告通过率·市场调研报告通过率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:市场调研报告通过率·市场调研报告通过率" = 3)
        OR ("owed 4" = 1 AND "state:data:市场调研报告通过率·市场调研报告通过率" = 2)
        THEN 'K562'
      WHEN "data:市场调研报告通过率·市场调研报告通过率" NOT BETWEEN 0 AND 1000 THEN 'K534'
    END AS "fault:data:市场调研报告通过率·市场调研报告通过率",
    -- 呆账发生率·呆账发生率
    CASE
      WHEN "state:data:呆账发生率·呆账发生率" IS NULL
        OR "state:data:呆账发生率·呆账发生率" NOT BETWEEN 0 AND 3
        OR ("state:data:呆账发生率·呆账发生率" = 0) <> ("data:呆账发生率·呆账发生率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:呆账发生率·呆账发生率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:呆账发生率·呆账发生率" = 3)
        OR ("owed 4" = 1 AND "state:data:呆账发生率·呆账发生率" = 2)
        THEN 'K562'
      WHEN "data:呆账发生率·呆账发生率" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:呆账发生率·呆账发生率",
    -- 煤炭销售增长率·本季销售量
    CASE
      WHEN "state:data:煤炭销售增长率·本季销售量" IS NULL
        OR "state:data:煤炭销售增长率·本季销售量" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭销售增长率·本季销售量" = 0) <> ("data:煤炭销售增长率·本季销售量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:煤炭销售增长率·本季销售量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:煤炭销售增长率·本季销售量" = 3)
        OR ("owed 4" = 1 AND "state:data:煤炭销售增长率·本季销售量" = 2)
        THEN 'K562'
      WHEN "data:煤炭销售增长率·本季销售量" NOT BETWEEN 0 AND 100000000 THEN 'K534'
      WHEN "data:煤炭销售增长率·本季销售量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:煤炭销售增长率·本季销售量",
    -- 煤炭销售增长率·上年同季销售量
    CASE
      WHEN "state:data:煤炭销售增长率·上年同季销售量" IS NULL
        OR "state:data:煤炭销售增长率·上年同季销售量" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭销售增长率·上年同季销售量" = 0) <> ("data:煤炭销售增长率·上年同季销售量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:煤炭销售增长率·上年同季销售量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:煤炭销售增长率·上年同季销售量" = 3)
        OR ("owed 4" = 1 AND "state:data:煤炭销售增长率·上年同季销售量" = 2)
        THEN 'K562'
      WHEN "data:煤炭销售增长率·上年同季销售量" NOT BETWEEN 0 AND 100000000 THEN 'K534'
      WHEN "data:煤炭销售增长率·上年同季销售量" % 100 <> 0 THEN 'K533'
    END AS "fault:data:煤炭销售增长率·上年同季销售量",
    -- 煤炭销售回款率·煤炭销售回款率
    CASE
      WHEN "state:data:煤炭销售回款率·煤炭销售回款率" IS NULL
        OR "state:data:煤炭销售回款率·煤炭销售回款率" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭销售回款率·煤炭销售回款率" = 0) <> ("data:煤炭销售回款率·煤炭销售回款率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:煤炭销售回款率·煤炭销售回款率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:煤炭销售回款率·煤炭销售回款率" = 3)
        OR ("owed 4" = 1 AND "state:data:煤炭销售回款率·煤炭销售回款率" = 2)
        THEN 'K562'
      WHEN "data:煤炭销售回款率·煤炭销售回款率" NOT BETWEEN 0 AND 2000 THEN 'K534'
    END AS "fault:data:煤炭销售回款率·煤炭销售回款率",
    -- 煤炭销售费用率·煤炭销售费用率
    CASE
      WHEN "state:data:煤炭销售费用率·煤炭销售费用率" IS NULL
        OR "state:data:煤炭销售费用率·煤炭销售费用率" NOT BETWEEN 0 AND 3
        OR ("state:data:煤炭销售费用率·煤炭销售费用率" = 0) <> ("data:煤炭销售费用率·煤炭销售费用率" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:煤炭销售费用率·煤炭销售费用率" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:煤炭销售费用率·煤炭销售费用率" = 3)
        OR ("owed 4" = 1 AND "state:data:煤炭销售费用率·煤炭销售费用率" = 2)
        THEN 'K562'
      WHEN "data:煤炭销售费用率·煤炭销售费用率" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:煤炭销售费用率·煤炭销售费用率",
    -- 客户投诉率·投诉数量
    CASE
      WHEN "state:data:客户投诉率·投诉数量" IS NULL
        OR "state:data:客户投诉率·投诉数量" NOT BETWEEN 0 AND 3
        OR ("state:data:客户投诉率·投诉数量" = 0) <> ("data:客户投诉率·投诉数量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:客户投诉率·投诉数量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:客户投诉率·投诉数量" = 3)
        OR ("owed 4" = 1 AND "state:data:客户投诉率·投诉数量" = 2)
        THEN 'K562'
      WHEN "data:客户投诉率·投诉数量" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:客户投诉率·投诉数量",
    -- 客户投诉率·非本部门原因的投诉数量
    CASE
      WHEN "state:data:客户投诉率·非本部门原因的投诉数量" IS NULL
        OR "state:data:客户投诉率·非本部门原因的投诉数量" NOT BETWEEN 0 AND 3
        OR ("state:data:客户投诉率·非本部门原因的投诉数量" = 0)
          <> ("data:客户投诉率·非本部门原因的投诉数量" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:客户投诉率·非本部门原因的投诉数量" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:客户投诉率·非本部门原因的投诉数量" = 3)
        OR ("owed 4" = 1 AND "state:data:客户投诉率·非本部门原因的投诉数量" = 2)
        THEN 'K562'
      WHEN "data:客户投诉率·非本部门原因的投诉数量" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:客户投诉率·非本部门原因的投诉数量",
    -- 客户投诉率·销售客户数
    CASE
      WHEN "state:data:客户投诉率·销售客户数" IS NULL
        OR "state:data:客户投诉率·销售客户数" NOT BETWEEN 0 AND 3
        OR ("state:data:客户投诉率·销售客户数" = 0) <> ("data:客户投诉率·销售客户数" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:客户投诉率·销售客户数" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:客户投诉率·销售客户数" = 3)
        OR ("owed 4" = 1 AND "state:data:客户投诉率·销售客户数" = 2)
        THEN 'K562'
      WHEN "data:客户投诉率·销售客户数" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:客户投诉率·销售客户数",
    -- 员工管理·部门员工平均分
    CASE
      WHEN "state:data:员工管理·部门员工平均分" IS NULL
        OR "state:data:员工管理·部门员工平均分" NOT BETWEEN 0 AND 3
        OR ("state:data:员工管理·部门员工平均分" = 0) <> ("data:员工管理·部门员工平均分" IS NOT NULL)
        OR ("owed 4" = 0 AND "state:data:员工管理·部门员工平均分" <> 3)
        THEN 'K573'
      WHEN ("owed 4" > 0 AND "state:data:员工管理·部门员工平均分" = 3)
        OR ("owed 4" = 1 AND "state:data:员工管理·部门员工平均分" = 2)
        THEN 'K562'
      WHEN "data:员工管理·部门员工平均分" NOT BETWEEN 0 AND 10000 THEN 'K534'
    END AS "fault:data:员工管理·部门员工平均分",
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
  "fault:unit", "fault:class", "fault:order", "fault:data:技术管理工作计划完成率·技术管理工作计划完成率",
  "fault:data:吨煤开采成本·吨煤开采成本", "fault:data:技术指导及时性·平均解决时间",
  "fault:data:技术改进方案被采纳的次数·方案采纳次数", "fault:data:研发计划达成率·研发计划达成率",
  "fault:data:技术投入产出比率·技术投入产出比率", "fault:data:百万吨煤死亡率·事故死亡人数",
  "fault:data:百万吨煤死亡率·原煤产量", "fault:data:突发技术问题成功处理率·突发技术问题成功处理率",
  "fault:data:部门关键员工流失率·关键员工流失率", "fault:data:全年连续安全生产天数·安全生产中断次数",
  "fault:data:安全监察频率·安全监察次数", "fault:data:安全隐患整改率·安全隐患整改率", "fault:data:千人重伤率·重伤人数",
  "fault:data:千人重伤率·平均职工人数", "fault:data:安全培训计划达成率·安全培训计划达成率",
  "fault:data:流程和制度合理化建议被采纳的次数·建议采纳次数", "fault:data:部门员工绩效考核合格率·员工合格率",
  "fault:data:营销计划达成率·营销计划达成率", "fault:data:市场调研报告通过率·市场调研报告通过率",
  "fault:data:呆账发生率·呆账发生率", "fault:data:煤炭销售增长率·本季销售量",
  "fault:data:煤炭销售增长率·上年同季销售量", "fault:data:煤炭销售回款率·煤炭销售回款率",
  "fault:data:煤炭销售费用率·煤炭销售费用率", "fault:data:客户投诉率·投诉数量",
  "fault:data:客户投诉率·非本部门原因的投诉数量", "fault:data:客户投诉率·销售客户数",
  "fault:data:员工管理·部门员工平均分", "fault:data:安全事故·较大以上事故", "fault:data:安全事故·瞒报事故"
) IS NOT NULL;

-- 查出的问题，一处一行；有一处，就什么都不公布
CREATE TEMP TABLE "faults" AS
WITH "columns 1" ("#place", "#name") AS (
  VALUES (0, '单位'),
    (1, '单位分类'),
    (2, '名单次序'),
    (3, '技术管理工作计划完成率·技术管理工作计划完成率'),
    (4, '吨煤开采成本·吨煤开采成本'),
    (5, '技术指导及时性·平均解决时间'),
    (6, '技术改进方案被采纳的次数·方案采纳次数'),
    (7, '研发计划达成率·研发计划达成率'),
    (8, '技术投入产出比率·技术投入产出比率'),
    (9, '百万吨煤死亡率·事故死亡人数'),
    (10, '百万吨煤死亡率·原煤产量'),
    (11, '突发技术问题成功处理率·突发技术问题成功处理率'),
    (12, '部门关键员工流失率·关键员工流失率'),
    (13, '全年连续安全生产天数·安全生产中断次数'),
    (14, '安全监察频率·安全监察次数'),
    (15, '安全隐患整改率·安全隐患整改率'),
    (16, '千人重伤率·重伤人数'),
    (17, '千人重伤率·平均职工人数'),
    (18, '安全培训计划达成率·安全培训计划达成率'),
    (19, '流程和制度合理化建议被采纳的次数·建议采纳次数'),
    (20, '部门员工绩效考核合格率·员工合格率'),
    (21, '营销计划达成率·营销计划达成率'),
    (22, '市场调研报告通过率·市场调研报告通过率'),
    (23, '呆账发生率·呆账发生率'),
    (24, '煤炭销售增长率·本季销售量'),
    (25, '煤炭销售增长率·上年同季销售量'),
    (26, '煤炭销售回款率·煤炭销售回款率'),
    (27, '煤炭销售费用率·煤炭销售费用率'),
    (28, '客户投诉率·投诉数量'),
    (29, '客户投诉率·非本部门原因的投诉数量'),
    (30, '客户投诉率·销售客户数'),
    (31, '员工管理·部门员工平均分'),
    (32, '安全事故·较大以上事故'),
    (33, '安全事故·瞒报事故')
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
      WHEN 3 THEN "fault:data:技术管理工作计划完成率·技术管理工作计划完成率"
      WHEN 4 THEN "fault:data:吨煤开采成本·吨煤开采成本"
      WHEN 5 THEN "fault:data:技术指导及时性·平均解决时间"
      WHEN 6 THEN "fault:data:技术改进方案被采纳的次数·方案采纳次数"
      WHEN 7 THEN "fault:data:研发计划达成率·研发计划达成率"
      WHEN 8 THEN "fault:data:技术投入产出比率·技术投入产出比率"
      WHEN 9 THEN "fault:data:百万吨煤死亡率·事故死亡人数"
      WHEN 10 THEN "fault:data:百万吨煤死亡率·原煤产量"
      WHEN 11 THEN "fault:data:突发技术问题成功处理率·突发技术问题成功处理率"
      WHEN 12 THEN "fault:data:部门关键员工流失率·关键员工流失率"
      WHEN 13 THEN "fault:data:全年连续安全生产天数·安全生产中断次数"
      WHEN 14 THEN "fault:data:安全监察频率·安全监察次数"
      WHEN 15 THEN "fault:data:安全隐患整改率·安全隐患整改率"
      WHEN 16 THEN "fault:data:千人重伤率·重伤人数"
      WHEN 17 THEN "fault:data:千人重伤率·平均职工人数"
      WHEN 18 THEN "fault:data:安全培训计划达成率·安全培训计划达成率"
      WHEN 19 THEN "fault:data:流程和制度合理化建议被采纳的次数·建议采纳次数"
      WHEN 20 THEN "fault:data:部门员工绩效考核合格率·员工合格率"
      WHEN 21 THEN "fault:data:营销计划达成率·营销计划达成率"
      WHEN 22 THEN "fault:data:市场调研报告通过率·市场调研报告通过率"
      WHEN 23 THEN "fault:data:呆账发生率·呆账发生率"
      WHEN 24 THEN "fault:data:煤炭销售增长率·本季销售量"
      WHEN 25 THEN "fault:data:煤炭销售增长率·上年同季销售量"
      WHEN 26 THEN "fault:data:煤炭销售回款率·煤炭销售回款率"
      WHEN 27 THEN "fault:data:煤炭销售费用率·煤炭销售费用率"
      WHEN 28 THEN "fault:data:客户投诉率·投诉数量"
      WHEN 29 THEN "fault:data:客户投诉率·非本部门原因的投诉数量"
      WHEN 30 THEN "fault:data:客户投诉率·销售客户数"
      WHEN 31 THEN "fault:data:员工管理·部门员工平均分"
      WHEN 32 THEN "fault:data:安全事故·较大以上事故"
      WHEN 33 THEN "fault:data:安全事故·瞒报事故"
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
  "class", "weight:技术管理工作计划完成率", "weight:吨煤开采成本", "weight:技术指导及时性",
  "weight:技术改进方案被采纳的次数", "weight:研发计划达成率", "weight:技术投入产出比率", "weight:百万吨煤死亡率",
  "weight:突发技术问题成功处理率", "weight:部门关键员工流失率", "weight:全年连续安全生产天数", "weight:安全监察频率",
  "weight:安全隐患整改率", "weight:千人重伤率", "weight:安全培训计划达成率", "weight:流程和制度合理化建议被采纳的次数",
  "weight:部门员工绩效考核合格率", "weight:营销计划达成率", "weight:市场调研报告通过率", "weight:呆账发生率",
  "weight:煤炭销售增长率", "weight:煤炭销售回款率", "weight:煤炭销售费用率", "weight:客户投诉率", "weight:员工管理"
) AS (
  VALUES (
    '技术管理部经理', CAST(5 AS BIGINT), CAST(5 AS BIGINT), CAST(10 AS BIGINT), CAST(20 AS BIGINT), CAST(20 AS BIGINT),
    CAST(15 AS BIGINT), CAST(5 AS BIGINT), CAST(10 AS BIGINT), CAST(10 AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT),
    CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), CAST(NULL AS BIGINT)
  ),
    (
      '安全监察部经理', NULL, NULL, NULL, NULL, NULL, NULL, 20, NULL, NULL, 20, 15, 15, 10, 10, 5, 5, NULL, NULL, NULL,
      NULL, NULL, NULL, NULL, NULL
    ),
    (
      '营销管理部经理', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
      20, 10, 10, 20, 15, 10, 10, 5
    )
), "layer 0" AS (
  SELECT "order", "class", "data:全年连续安全生产天数·安全生产中断次数", "data:千人重伤率·平均职工人数",
    "data:千人重伤率·重伤人数", "data:吨煤开采成本·吨煤开采成本", "data:呆账发生率·呆账发生率",
    "data:员工管理·部门员工平均分", "data:安全事故·瞒报事故", "data:安全事故·较大以上事故",
    "data:安全培训计划达成率·安全培训计划达成率", "data:安全监察频率·安全监察次数",
    "data:安全隐患整改率·安全隐患整改率", "data:客户投诉率·投诉数量", "data:客户投诉率·销售客户数",
    "data:客户投诉率·非本部门原因的投诉数量", "data:市场调研报告通过率·市场调研报告通过率",
    "data:技术投入产出比率·技术投入产出比率", "data:技术指导及时性·平均解决时间",
    "data:技术改进方案被采纳的次数·方案采纳次数", "data:技术管理工作计划完成率·技术管理工作计划完成率",
    "data:流程和制度合理化建议被采纳的次数·建议采纳次数", "data:煤炭销售回款率·煤炭销售回款率",
    "data:煤炭销售增长率·上年同季销售量", "data:煤炭销售增长率·本季销售量", "data:煤炭销售费用率·煤炭销售费用率",
    "data:百万吨煤死亡率·事故死亡人数", "data:百万吨煤死亡率·原煤产量", "data:研发计划达成率·研发计划达成率",
    "data:突发技术问题成功处理率·突发技术问题成功处理率", "data:营销计划达成率·营销计划达成率",
    "data:部门关键员工流失率·关键员工流失率", "data:部门员工绩效考核合格率·员工合格率",
    "state:data:全年连续安全生产天数·安全生产中断次数", "state:data:千人重伤率·平均职工人数",
    "state:data:千人重伤率·重伤人数", "state:data:吨煤开采成本·吨煤开采成本", "state:data:呆账发生率·呆账发生率",
    "state:data:员工管理·部门员工平均分", "state:data:安全培训计划达成率·安全培训计划达成率",
    "state:data:安全监察频率·安全监察次数", "state:data:安全隐患整改率·安全隐患整改率",
    "state:data:客户投诉率·投诉数量", "state:data:客户投诉率·销售客户数",
    "state:data:客户投诉率·非本部门原因的投诉数量", "state:data:市场调研报告通过率·市场调研报告通过率",
    "state:data:技术投入产出比率·技术投入产出比率", "state:data:技术指导及时性·平均解决时间",
    "state:data:技术改进方案被采纳的次数·方案采纳次数", "state:data:技术管理工作计划完成率·技术管理工作计划完成率",
    "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数", "state:data:煤炭销售回款率·煤炭销售回款率",
    "state:data:煤炭销售增长率·上年同季销售量", "state:data:煤炭销售增长率·本季销售量",
    "state:data:煤炭销售费用率·煤炭销售费用率", "state:data:百万吨煤死亡率·事故死亡人数",
    "state:data:百万吨煤死亡率·原煤产量", "state:data:研发计划达成率·研发计划达成率",
    "state:data:突发技术问题成功处理率·突发技术问题成功处理率", "state:data:营销计划达成率·营销计划达成率",
    "state:data:部门关键员工流失率·关键员工流失率", "state:data:部门员工绩效考核合格率·员工合格率", "unit",
    "weight:技术管理工作计划完成率", "weight:吨煤开采成本", "weight:技术指导及时性", "weight:技术改进方案被采纳的次数",
    "weight:研发计划达成率", "weight:技术投入产出比率", "weight:百万吨煤死亡率", "weight:突发技术问题成功处理率",
    "weight:部门关键员工流失率", "weight:全年连续安全生产天数", "weight:安全监察频率", "weight:安全隐患整改率",
    "weight:千人重伤率", "weight:安全培训计划达成率", "weight:流程和制度合理化建议被采纳的次数",
    "weight:部门员工绩效考核合格率", "weight:营销计划达成率", "weight:市场调研报告通过率", "weight:呆账发生率",
    "weight:煤炭销售增长率", "weight:煤炭销售回款率", "weight:煤炭销售费用率", "weight:客户投诉率", "weight:员工管理"
  FROM "checked scan" LEFT JOIN "weights 1" USING ("class")
), "layer 1" AS (
  SELECT *,
    -- 百万吨煤死亡率·死亡率
    CASE WHEN "data:百万吨煤死亡率·原煤产量" > 0 THEN "data:百万吨煤死亡率·原煤产量" END AS "百万吨煤死亡率·死亡率#1",
    -- 煤炭销售增长率·增长率
    CASE
      WHEN "data:煤炭销售增长率·上年同季销售量" > 0 THEN "data:煤炭销售增长率·上年同季销售量"
    END AS "煤炭销售增长率·增长率#2",
    "data:煤炭销售增长率·本季销售量" - "data:煤炭销售增长率·上年同季销售量" AS "value:煤炭销售增长率·增长率#n",
    -- 客户投诉率·投诉率
    CASE WHEN "data:客户投诉率·销售客户数" > 0 THEN "data:客户投诉率·销售客户数" END AS "客户投诉率·投诉率#4",
    "data:客户投诉率·投诉数量" - "data:客户投诉率·非本部门原因的投诉数量" AS "value:客户投诉率·投诉率#n",
    -- 技术管理工作计划完成率·情况
    CAST(CASE
      WHEN NOT "weight:技术管理工作计划完成率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术管理工作计划完成率·技术管理工作计划完成率" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术管理工作计划完成率·技术管理工作计划完成率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:技术管理工作计划完成率",
    -- 吨煤开采成本·情况
    CAST(CASE
      WHEN NOT "weight:吨煤开采成本" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:吨煤开采成本·吨煤开采成本" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:吨煤开采成本·吨煤开采成本" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:吨煤开采成本",
    -- 技术指导及时性·情况
    CAST(CASE
      WHEN NOT "weight:技术指导及时性" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术指导及时性·平均解决时间" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术指导及时性·平均解决时间" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:技术指导及时性",
    -- 技术改进方案被采纳的次数·情况
    CAST(CASE
      WHEN NOT "weight:技术改进方案被采纳的次数" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术改进方案被采纳的次数·方案采纳次数" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术改进方案被采纳的次数·方案采纳次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:技术改进方案被采纳的次数",
    -- 研发计划达成率·情况
    CAST(CASE
      WHEN NOT "weight:研发计划达成率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:研发计划达成率·研发计划达成率" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:研发计划达成率·研发计划达成率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:研发计划达成率",
    -- 技术投入产出比率·情况
    CAST(CASE
      WHEN NOT "weight:技术投入产出比率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术投入产出比率·技术投入产出比率" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:技术投入产出比率·技术投入产出比率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:技术投入产出比率",
    -- 百万吨煤死亡率·情况
    CAST(CASE
      WHEN NOT "weight:百万吨煤死亡率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理', '安全监察部经理')
        AND ("state:data:百万吨煤死亡率·事故死亡人数" = 2 OR "state:data:百万吨煤死亡率·原煤产量" = 2)
        THEN 2
      WHEN "class" IN ('技术管理部经理', '安全监察部经理')
        AND ("state:data:百万吨煤死亡率·事故死亡人数" = 1 OR "state:data:百万吨煤死亡率·原煤产量" = 1)
        THEN 1
      WHEN "class" IN ('技术管理部经理', '安全监察部经理') AND "data:百万吨煤死亡率·原煤产量" = 0 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:百万吨煤死亡率",
    -- 突发技术问题成功处理率·情况
    CAST(CASE
      WHEN NOT "weight:突发技术问题成功处理率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:突发技术问题成功处理率·突发技术问题成功处理率" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:突发技术问题成功处理率·突发技术问题成功处理率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:突发技术问题成功处理率",
    -- 部门关键员工流失率·情况
    CAST(CASE
      WHEN NOT "weight:部门关键员工流失率" IS NOT NULL THEN 3
      WHEN "class" IN ('技术管理部经理') AND "state:data:部门关键员工流失率·关键员工流失率" = 2 THEN 2
      WHEN "class" IN ('技术管理部经理') AND "state:data:部门关键员工流失率·关键员工流失率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:部门关键员工流失率",
    -- 全年连续安全生产天数·情况
    CAST(CASE
      WHEN NOT "weight:全年连续安全生产天数" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:全年连续安全生产天数·安全生产中断次数" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:全年连续安全生产天数·安全生产中断次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:全年连续安全生产天数",
    -- 安全监察频率·情况
    CAST(CASE
      WHEN NOT "weight:安全监察频率" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全监察频率·安全监察次数" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全监察频率·安全监察次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:安全监察频率",
    -- 安全隐患整改率·情况
    CAST(CASE
      WHEN NOT "weight:安全隐患整改率" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全隐患整改率·安全隐患整改率" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全隐患整改率·安全隐患整改率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:安全隐患整改率",
    -- 千人重伤率·情况
    CAST(CASE
      WHEN NOT "weight:千人重伤率" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理')
        AND ("state:data:千人重伤率·平均职工人数" = 2 OR "state:data:千人重伤率·重伤人数" = 2)
        THEN 2
      WHEN "class" IN ('安全监察部经理')
        AND ("state:data:千人重伤率·平均职工人数" = 1 OR "state:data:千人重伤率·重伤人数" = 1)
        THEN 1
      ELSE 0
    END AS BIGINT) AS "state:千人重伤率",
    -- 安全培训计划达成率·情况
    CAST(CASE
      WHEN NOT "weight:安全培训计划达成率" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全培训计划达成率·安全培训计划达成率" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:安全培训计划达成率·安全培训计划达成率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:安全培训计划达成率",
    -- 流程和制度合理化建议被采纳的次数·情况
    CAST(CASE
      WHEN NOT "weight:流程和制度合理化建议被采纳的次数" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:流程和制度合理化建议被采纳的次数·建议采纳次数" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:流程和制度合理化建议被采纳的次数",
    -- 部门员工绩效考核合格率·情况
    CAST(CASE
      WHEN NOT "weight:部门员工绩效考核合格率" IS NOT NULL THEN 3
      WHEN "class" IN ('安全监察部经理') AND "state:data:部门员工绩效考核合格率·员工合格率" = 2 THEN 2
      WHEN "class" IN ('安全监察部经理') AND "state:data:部门员工绩效考核合格率·员工合格率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:部门员工绩效考核合格率",
    -- 营销计划达成率·情况
    CAST(CASE
      WHEN NOT "weight:营销计划达成率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:营销计划达成率·营销计划达成率" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:营销计划达成率·营销计划达成率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:营销计划达成率",
    -- 市场调研报告通过率·情况
    CAST(CASE
      WHEN NOT "weight:市场调研报告通过率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:市场调研报告通过率·市场调研报告通过率" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:市场调研报告通过率·市场调研报告通过率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:市场调研报告通过率",
    -- 呆账发生率·情况
    CAST(CASE
      WHEN NOT "weight:呆账发生率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:呆账发生率·呆账发生率" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:呆账发生率·呆账发生率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:呆账发生率",
    -- 煤炭销售增长率·情况
    CAST(CASE
      WHEN NOT "weight:煤炭销售增长率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理')
        AND ("state:data:煤炭销售增长率·上年同季销售量" = 2 OR "state:data:煤炭销售增长率·本季销售量" = 2)
        THEN 2
      WHEN "class" IN ('营销管理部经理')
        AND ("state:data:煤炭销售增长率·上年同季销售量" = 1 OR "state:data:煤炭销售增长率·本季销售量" = 1)
        THEN 1
      WHEN "class" IN ('营销管理部经理') AND "data:煤炭销售增长率·上年同季销售量" = 0 THEN 4
      ELSE 0
    END AS BIGINT) AS "state:煤炭销售增长率",
    -- 煤炭销售回款率·情况
    CAST(CASE
      WHEN NOT "weight:煤炭销售回款率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:煤炭销售回款率·煤炭销售回款率" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:煤炭销售回款率·煤炭销售回款率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:煤炭销售回款率",
    -- 煤炭销售费用率·情况
    CAST(CASE
      WHEN NOT "weight:煤炭销售费用率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:煤炭销售费用率·煤炭销售费用率" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:煤炭销售费用率·煤炭销售费用率" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:煤炭销售费用率",
    -- 客户投诉率·情况
    CAST(CASE
      WHEN NOT "weight:客户投诉率" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理')
        AND (
          "state:data:客户投诉率·投诉数量" = 2
            OR "state:data:客户投诉率·销售客户数" = 2
            OR "state:data:客户投诉率·非本部门原因的投诉数量" = 2
        )
        THEN 2
      WHEN "class" IN ('营销管理部经理')
        AND (
          "state:data:客户投诉率·投诉数量" = 1
            OR "state:data:客户投诉率·销售客户数" = 1
            OR "state:data:客户投诉率·非本部门原因的投诉数量" = 1
        )
        THEN 1
      WHEN "class" IN ('营销管理部经理') AND "data:客户投诉率·销售客户数" = 0 THEN 4
      ELSE 0
    END AS BIGINT) AS "state:客户投诉率",
    -- 员工管理·情况
    CAST(CASE
      WHEN NOT "weight:员工管理" IS NOT NULL THEN 3
      WHEN "class" IN ('营销管理部经理') AND "state:data:员工管理·部门员工平均分" = 2 THEN 2
      WHEN "class" IN ('营销管理部经理') AND "state:data:员工管理·部门员工平均分" = 1 THEN 1
      ELSE 0
    END AS BIGINT) AS "state:员工管理",
    -- 否决性指标·一票否决 条款 第五条
    "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
      AND (
        COALESCE("data:安全事故·较大以上事故" > 0, FALSE) OR COALESCE("data:安全事故·瞒报事故" > 0, FALSE)
      ) AS "fired:否决性指标"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 技术管理工作计划完成率·考评分
    (CASE
      WHEN "state:技术管理工作计划完成率" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:技术管理工作计划完成率·技术管理工作计划完成率" >= 1000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:技术管理工作计划完成率" = 4 THEN 100
      WHEN "state:技术管理工作计划完成率" = 5 THEN 0
    END)
      * 100 AS "mark:技术管理工作计划完成率",
    -- 吨煤开采成本·考评分
    (CASE
      WHEN "state:吨煤开采成本" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:吨煤开采成本·吨煤开采成本" <= 26000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:吨煤开采成本" = 4 THEN 100
      WHEN "state:吨煤开采成本" = 5 THEN 0
    END)
      * 100 AS "mark:吨煤开采成本",
    -- 技术指导及时性·考评分
    (CASE
      WHEN "state:技术指导及时性" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:技术指导及时性·平均解决时间" <= 240 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:技术指导及时性" = 4 THEN 100
      WHEN "state:技术指导及时性" = 5 THEN 0
    END)
      * 100 AS "mark:技术指导及时性",
    -- 技术改进方案被采纳的次数·考评分
    (CASE
      WHEN "state:技术改进方案被采纳的次数" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:技术改进方案被采纳的次数·方案采纳次数" >= 2 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:技术改进方案被采纳的次数" = 4 THEN 100
      WHEN "state:技术改进方案被采纳的次数" = 5 THEN 0
    END)
      * 100 AS "mark:技术改进方案被采纳的次数",
    -- 研发计划达成率·考评分
    (CASE
      WHEN "state:研发计划达成率" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:研发计划达成率·研发计划达成率" >= 900 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:研发计划达成率" = 4 THEN 100
      WHEN "state:研发计划达成率" = 5 THEN 0
    END)
      * 100 AS "mark:研发计划达成率",
    -- 技术投入产出比率·考评分
    (CASE
      WHEN "state:技术投入产出比率" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:技术投入产出比率·技术投入产出比率" >= 1200 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:技术投入产出比率" = 4 THEN 100
      WHEN "state:技术投入产出比率" = 5 THEN 0
    END)
      * 100 AS "mark:技术投入产出比率",
    -- 百万吨煤死亡率·考评分
    (CASE
      WHEN "state:百万吨煤死亡率" = 0 AND "class" IN ('技术管理部经理', '安全监察部经理')
        THEN CAST(CASE
          WHEN "data:百万吨煤死亡率·事故死亡人数" = ("百万吨煤死亡率·死亡率#1" * 0) THEN 100 ELSE 0
        END AS BIGINT)
      WHEN "state:百万吨煤死亡率" = 4 THEN 100
      WHEN "state:百万吨煤死亡率" = 5 THEN 0
    END)
      * 100 AS "mark:百万吨煤死亡率",
    -- 突发技术问题成功处理率·考评分
    (CASE
      WHEN "state:突发技术问题成功处理率" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:突发技术问题成功处理率·突发技术问题成功处理率" >= 950 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:突发技术问题成功处理率" = 4 THEN 100
      WHEN "state:突发技术问题成功处理率" = 5 THEN 0
    END)
      * 100 AS "mark:突发技术问题成功处理率",
    -- 部门关键员工流失率·考评分
    (CASE
      WHEN "state:部门关键员工流失率" = 0 AND "class" IN ('技术管理部经理')
        THEN CAST(CASE WHEN "data:部门关键员工流失率·关键员工流失率" <= 50 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:部门关键员工流失率" = 4 THEN 100
      WHEN "state:部门关键员工流失率" = 5 THEN 0
    END)
      * 100 AS "mark:部门关键员工流失率",
    -- 全年连续安全生产天数·考评分
    (CASE
      WHEN "state:全年连续安全生产天数" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:全年连续安全生产天数·安全生产中断次数" = 0 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:全年连续安全生产天数" = 4 THEN 100
      WHEN "state:全年连续安全生产天数" = 5 THEN 0
    END)
      * 100 AS "mark:全年连续安全生产天数",
    -- 安全监察频率·考评分
    (CASE
      WHEN "state:安全监察频率" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:安全监察频率·安全监察次数" >= 36 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:安全监察频率" = 4 THEN 100
      WHEN "state:安全监察频率" = 5 THEN 0
    END)
      * 100 AS "mark:安全监察频率",
    -- 安全隐患整改率·考评分
    (CASE
      WHEN "state:安全隐患整改率" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:安全隐患整改率·安全隐患整改率" >= 1000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:安全隐患整改率" = 4 THEN 100
      WHEN "state:安全隐患整改率" = 5 THEN 0
    END)
      * 100 AS "mark:安全隐患整改率",
    -- 千人重伤率·考评分
    (CASE
      WHEN "state:千人重伤率" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE
          WHEN "data:千人重伤率·重伤人数" = ("data:千人重伤率·平均职工人数" * 0) THEN 100 ELSE 0
        END AS BIGINT)
      WHEN "state:千人重伤率" = 4 THEN 100
      WHEN "state:千人重伤率" = 5 THEN 0
    END)
      * 100 AS "mark:千人重伤率",
    -- 安全培训计划达成率·考评分
    (CASE
      WHEN "state:安全培训计划达成率" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:安全培训计划达成率·安全培训计划达成率" >= 1000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:安全培训计划达成率" = 4 THEN 100
      WHEN "state:安全培训计划达成率" = 5 THEN 0
    END)
      * 100 AS "mark:安全培训计划达成率",
    -- 流程和制度合理化建议被采纳的次数·考评分
    (CASE
      WHEN "state:流程和制度合理化建议被采纳的次数" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:流程和制度合理化建议被采纳的次数·建议采纳次数" >= 1 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:流程和制度合理化建议被采纳的次数" = 4 THEN 100
      WHEN "state:流程和制度合理化建议被采纳的次数" = 5 THEN 0
    END)
      * 100 AS "mark:流程和制度合理化建议被采纳的次数",
    -- 部门员工绩效考核合格率·考评分
    (CASE
      WHEN "state:部门员工绩效考核合格率" = 0 AND "class" IN ('安全监察部经理')
        THEN CAST(CASE WHEN "data:部门员工绩效考核合格率·员工合格率" >= 1000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:部门员工绩效考核合格率" = 4 THEN 100
      WHEN "state:部门员工绩效考核合格率" = 5 THEN 0
    END)
      * 100 AS "mark:部门员工绩效考核合格率",
    -- 营销计划达成率·考评分
    (CASE
      WHEN "state:营销计划达成率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:营销计划达成率·营销计划达成率" >= 1000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:营销计划达成率" = 4 THEN 100
      WHEN "state:营销计划达成率" = 5 THEN 0
    END)
      * 100 AS "mark:营销计划达成率",
    -- 市场调研报告通过率·考评分
    (CASE
      WHEN "state:市场调研报告通过率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:市场调研报告通过率·市场调研报告通过率" >= 900 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:市场调研报告通过率" = 4 THEN 100
      WHEN "state:市场调研报告通过率" = 5 THEN 0
    END)
      * 100 AS "mark:市场调研报告通过率",
    -- 呆账发生率·考评分
    (CASE
      WHEN "state:呆账发生率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:呆账发生率·呆账发生率" <= 100 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:呆账发生率" = 4 THEN 100
      WHEN "state:呆账发生率" = 5 THEN 0
    END)
      * 100 AS "mark:呆账发生率",
    -- 煤炭销售增长率·考评分
    (CASE
      WHEN "state:煤炭销售增长率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE
          WHEN ("value:煤炭销售增长率·增长率#n" * 100) >= ("煤炭销售增长率·增长率#2" * 3) THEN 100 ELSE 0
        END AS BIGINT)
      WHEN "state:煤炭销售增长率" = 4 THEN 100
      WHEN "state:煤炭销售增长率" = 5 THEN 0
    END)
      * 100 AS "mark:煤炭销售增长率",
    -- 煤炭销售回款率·考评分
    (CASE
      WHEN "state:煤炭销售回款率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:煤炭销售回款率·煤炭销售回款率" >= 950 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:煤炭销售回款率" = 4 THEN 100
      WHEN "state:煤炭销售回款率" = 5 THEN 0
    END)
      * 100 AS "mark:煤炭销售回款率",
    -- 煤炭销售费用率·考评分
    (CASE
      WHEN "state:煤炭销售费用率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:煤炭销售费用率·煤炭销售费用率" <= 200 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:煤炭销售费用率" = 4 THEN 100
      WHEN "state:煤炭销售费用率" = 5 THEN 0
    END)
      * 100 AS "mark:煤炭销售费用率",
    -- 客户投诉率·考评分
    (CASE
      WHEN "state:客户投诉率" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN ("value:客户投诉率·投诉率#n" * 50) <= "客户投诉率·投诉率#4" THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:客户投诉率" = 4 THEN 100
      WHEN "state:客户投诉率" = 5 THEN 0
    END)
      * 100 AS "mark:客户投诉率",
    -- 员工管理·考评分
    (CASE
      WHEN "state:员工管理" = 0 AND "class" IN ('营销管理部经理')
        THEN CAST(CASE WHEN "data:员工管理·部门员工平均分" >= 8000 THEN 100 ELSE 0 END AS BIGINT)
      WHEN "state:员工管理" = 4 THEN 100
      WHEN "state:员工管理" = 5 THEN 0
    END)
      * 100 AS "mark:员工管理"
  FROM "layer 1"
)
SELECT "order", "weight:技术管理工作计划完成率", "weight:吨煤开采成本", "weight:技术指导及时性",
  "weight:技术改进方案被采纳的次数", "weight:研发计划达成率", "weight:技术投入产出比率", "weight:百万吨煤死亡率",
  "weight:突发技术问题成功处理率", "weight:部门关键员工流失率", "weight:全年连续安全生产天数", "weight:安全监察频率",
  "weight:安全隐患整改率", "weight:千人重伤率", "weight:安全培训计划达成率", "weight:流程和制度合理化建议被采纳的次数",
  "weight:部门员工绩效考核合格率", "weight:营销计划达成率", "weight:市场调研报告通过率", "weight:呆账发生率",
  "weight:煤炭销售增长率", "weight:煤炭销售回款率", "weight:煤炭销售费用率", "weight:客户投诉率", "weight:员工管理",
  CAST("百万吨煤死亡率·死亡率#1" AS INTEGER) AS "百万吨煤死亡率·死亡率#1",
  CAST("煤炭销售增长率·增长率#2" AS INTEGER) AS "煤炭销售增长率·增长率#2",
  CAST("value:煤炭销售增长率·增长率#n" AS INTEGER) AS "value:煤炭销售增长率·增长率#n",
  CAST("客户投诉率·投诉率#4" AS SMALLINT) AS "客户投诉率·投诉率#4",
  CAST("value:客户投诉率·投诉率#n" AS SMALLINT) AS "value:客户投诉率·投诉率#n",
  CAST("state:技术管理工作计划完成率" AS TINYINT) AS "state:技术管理工作计划完成率",
  CAST("mark:技术管理工作计划完成率" AS SMALLINT) AS "mark:技术管理工作计划完成率",
  CAST("state:吨煤开采成本" AS TINYINT) AS "state:吨煤开采成本",
  CAST("mark:吨煤开采成本" AS SMALLINT) AS "mark:吨煤开采成本",
  CAST("state:技术指导及时性" AS TINYINT) AS "state:技术指导及时性",
  CAST("mark:技术指导及时性" AS SMALLINT) AS "mark:技术指导及时性",
  CAST("state:技术改进方案被采纳的次数" AS TINYINT) AS "state:技术改进方案被采纳的次数",
  CAST("mark:技术改进方案被采纳的次数" AS SMALLINT) AS "mark:技术改进方案被采纳的次数",
  CAST("state:研发计划达成率" AS TINYINT) AS "state:研发计划达成率",
  CAST("mark:研发计划达成率" AS SMALLINT) AS "mark:研发计划达成率",
  CAST("state:技术投入产出比率" AS TINYINT) AS "state:技术投入产出比率",
  CAST("mark:技术投入产出比率" AS SMALLINT) AS "mark:技术投入产出比率",
  CAST("state:百万吨煤死亡率" AS TINYINT) AS "state:百万吨煤死亡率",
  CAST("mark:百万吨煤死亡率" AS SMALLINT) AS "mark:百万吨煤死亡率",
  CAST("state:突发技术问题成功处理率" AS TINYINT) AS "state:突发技术问题成功处理率",
  CAST("mark:突发技术问题成功处理率" AS SMALLINT) AS "mark:突发技术问题成功处理率",
  CAST("state:部门关键员工流失率" AS TINYINT) AS "state:部门关键员工流失率",
  CAST("mark:部门关键员工流失率" AS SMALLINT) AS "mark:部门关键员工流失率",
  CAST("state:全年连续安全生产天数" AS TINYINT) AS "state:全年连续安全生产天数",
  CAST("mark:全年连续安全生产天数" AS SMALLINT) AS "mark:全年连续安全生产天数",
  CAST("state:安全监察频率" AS TINYINT) AS "state:安全监察频率",
  CAST("mark:安全监察频率" AS SMALLINT) AS "mark:安全监察频率",
  CAST("state:安全隐患整改率" AS TINYINT) AS "state:安全隐患整改率",
  CAST("mark:安全隐患整改率" AS SMALLINT) AS "mark:安全隐患整改率",
  CAST("state:千人重伤率" AS TINYINT) AS "state:千人重伤率", CAST("mark:千人重伤率" AS SMALLINT) AS "mark:千人重伤率",
  CAST("state:安全培训计划达成率" AS TINYINT) AS "state:安全培训计划达成率",
  CAST("mark:安全培训计划达成率" AS SMALLINT) AS "mark:安全培训计划达成率",
  CAST("state:流程和制度合理化建议被采纳的次数" AS TINYINT) AS "state:流程和制度合理化建议被采纳的次数",
  CAST("mark:流程和制度合理化建议被采纳的次数" AS SMALLINT) AS "mark:流程和制度合理化建议被采纳的次数",
  CAST("state:部门员工绩效考核合格率" AS TINYINT) AS "state:部门员工绩效考核合格率",
  CAST("mark:部门员工绩效考核合格率" AS SMALLINT) AS "mark:部门员工绩效考核合格率",
  CAST("state:营销计划达成率" AS TINYINT) AS "state:营销计划达成率",
  CAST("mark:营销计划达成率" AS SMALLINT) AS "mark:营销计划达成率",
  CAST("state:市场调研报告通过率" AS TINYINT) AS "state:市场调研报告通过率",
  CAST("mark:市场调研报告通过率" AS SMALLINT) AS "mark:市场调研报告通过率",
  CAST("state:呆账发生率" AS TINYINT) AS "state:呆账发生率", CAST("mark:呆账发生率" AS SMALLINT) AS "mark:呆账发生率",
  CAST("state:煤炭销售增长率" AS TINYINT) AS "state:煤炭销售增长率",
  CAST("mark:煤炭销售增长率" AS SMALLINT) AS "mark:煤炭销售增长率",
  CAST("state:煤炭销售回款率" AS TINYINT) AS "state:煤炭销售回款率",
  CAST("mark:煤炭销售回款率" AS SMALLINT) AS "mark:煤炭销售回款率",
  CAST("state:煤炭销售费用率" AS TINYINT) AS "state:煤炭销售费用率",
  CAST("mark:煤炭销售费用率" AS SMALLINT) AS "mark:煤炭销售费用率",
  CAST("state:客户投诉率" AS TINYINT) AS "state:客户投诉率", CAST("mark:客户投诉率" AS SMALLINT) AS "mark:客户投诉率",
  CAST("state:员工管理" AS TINYINT) AS "state:员工管理", CAST("mark:员工管理" AS SMALLINT) AS "mark:员工管理",
  "fired:否决性指标", "class", "unit"
FROM "layer 2";

CREATE TEMP VIEW "stage 1" AS
SELECT "order", "weight:技术管理工作计划完成率", "weight:吨煤开采成本", "weight:技术指导及时性",
  "weight:技术改进方案被采纳的次数", "weight:研发计划达成率", "weight:技术投入产出比率", "weight:百万吨煤死亡率",
  "weight:突发技术问题成功处理率", "weight:部门关键员工流失率", "weight:全年连续安全生产天数", "weight:安全监察频率",
  "weight:安全隐患整改率", "weight:千人重伤率", "weight:安全培训计划达成率", "weight:流程和制度合理化建议被采纳的次数",
  "weight:部门员工绩效考核合格率", "weight:营销计划达成率", "weight:市场调研报告通过率", "weight:呆账发生率",
  "weight:煤炭销售增长率", "weight:煤炭销售回款率", "weight:煤炭销售费用率", "weight:客户投诉率", "weight:员工管理",
  CAST("百万吨煤死亡率·死亡率#1" AS BIGINT) AS "百万吨煤死亡率·死亡率#1",
  CAST("煤炭销售增长率·增长率#2" AS BIGINT) AS "煤炭销售增长率·增长率#2",
  CAST("value:煤炭销售增长率·增长率#n" AS BIGINT) AS "value:煤炭销售增长率·增长率#n",
  CAST("客户投诉率·投诉率#4" AS BIGINT) AS "客户投诉率·投诉率#4",
  CAST("value:客户投诉率·投诉率#n" AS BIGINT) AS "value:客户投诉率·投诉率#n",
  CAST("state:技术管理工作计划完成率" AS BIGINT) AS "state:技术管理工作计划完成率",
  CAST("mark:技术管理工作计划完成率" AS BIGINT) AS "mark:技术管理工作计划完成率",
  CAST("state:吨煤开采成本" AS BIGINT) AS "state:吨煤开采成本",
  CAST("mark:吨煤开采成本" AS BIGINT) AS "mark:吨煤开采成本",
  CAST("state:技术指导及时性" AS BIGINT) AS "state:技术指导及时性",
  CAST("mark:技术指导及时性" AS BIGINT) AS "mark:技术指导及时性",
  CAST("state:技术改进方案被采纳的次数" AS BIGINT) AS "state:技术改进方案被采纳的次数",
  CAST("mark:技术改进方案被采纳的次数" AS BIGINT) AS "mark:技术改进方案被采纳的次数",
  CAST("state:研发计划达成率" AS BIGINT) AS "state:研发计划达成率",
  CAST("mark:研发计划达成率" AS BIGINT) AS "mark:研发计划达成率",
  CAST("state:技术投入产出比率" AS BIGINT) AS "state:技术投入产出比率",
  CAST("mark:技术投入产出比率" AS BIGINT) AS "mark:技术投入产出比率",
  CAST("state:百万吨煤死亡率" AS BIGINT) AS "state:百万吨煤死亡率",
  CAST("mark:百万吨煤死亡率" AS BIGINT) AS "mark:百万吨煤死亡率",
  CAST("state:突发技术问题成功处理率" AS BIGINT) AS "state:突发技术问题成功处理率",
  CAST("mark:突发技术问题成功处理率" AS BIGINT) AS "mark:突发技术问题成功处理率",
  CAST("state:部门关键员工流失率" AS BIGINT) AS "state:部门关键员工流失率",
  CAST("mark:部门关键员工流失率" AS BIGINT) AS "mark:部门关键员工流失率",
  CAST("state:全年连续安全生产天数" AS BIGINT) AS "state:全年连续安全生产天数",
  CAST("mark:全年连续安全生产天数" AS BIGINT) AS "mark:全年连续安全生产天数",
  CAST("state:安全监察频率" AS BIGINT) AS "state:安全监察频率",
  CAST("mark:安全监察频率" AS BIGINT) AS "mark:安全监察频率",
  CAST("state:安全隐患整改率" AS BIGINT) AS "state:安全隐患整改率",
  CAST("mark:安全隐患整改率" AS BIGINT) AS "mark:安全隐患整改率",
  CAST("state:千人重伤率" AS BIGINT) AS "state:千人重伤率", CAST("mark:千人重伤率" AS BIGINT) AS "mark:千人重伤率",
  CAST("state:安全培训计划达成率" AS BIGINT) AS "state:安全培训计划达成率",
  CAST("mark:安全培训计划达成率" AS BIGINT) AS "mark:安全培训计划达成率",
  CAST("state:流程和制度合理化建议被采纳的次数" AS BIGINT) AS "state:流程和制度合理化建议被采纳的次数",
  CAST("mark:流程和制度合理化建议被采纳的次数" AS BIGINT) AS "mark:流程和制度合理化建议被采纳的次数",
  CAST("state:部门员工绩效考核合格率" AS BIGINT) AS "state:部门员工绩效考核合格率",
  CAST("mark:部门员工绩效考核合格率" AS BIGINT) AS "mark:部门员工绩效考核合格率",
  CAST("state:营销计划达成率" AS BIGINT) AS "state:营销计划达成率",
  CAST("mark:营销计划达成率" AS BIGINT) AS "mark:营销计划达成率",
  CAST("state:市场调研报告通过率" AS BIGINT) AS "state:市场调研报告通过率",
  CAST("mark:市场调研报告通过率" AS BIGINT) AS "mark:市场调研报告通过率",
  CAST("state:呆账发生率" AS BIGINT) AS "state:呆账发生率", CAST("mark:呆账发生率" AS BIGINT) AS "mark:呆账发生率",
  CAST("state:煤炭销售增长率" AS BIGINT) AS "state:煤炭销售增长率",
  CAST("mark:煤炭销售增长率" AS BIGINT) AS "mark:煤炭销售增长率",
  CAST("state:煤炭销售回款率" AS BIGINT) AS "state:煤炭销售回款率",
  CAST("mark:煤炭销售回款率" AS BIGINT) AS "mark:煤炭销售回款率",
  CAST("state:煤炭销售费用率" AS BIGINT) AS "state:煤炭销售费用率",
  CAST("mark:煤炭销售费用率" AS BIGINT) AS "mark:煤炭销售费用率",
  CAST("state:客户投诉率" AS BIGINT) AS "state:客户投诉率", CAST("mark:客户投诉率" AS BIGINT) AS "mark:客户投诉率",
  CAST("state:员工管理" AS BIGINT) AS "state:员工管理", CAST("mark:员工管理" AS BIGINT) AS "mark:员工管理",
  "fired:否决性指标", "class", "unit"
FROM "stage 1 stored";

-- 否决性指标·一票否决 条款 第五条
CREATE TEMP TABLE "reach 55" AS
WITH own AS MATERIALIZED (
  SELECT "class", "order", "unit", "fired:否决性指标" AS "#fires"
  FROM "stage 1"
)
SELECT own."order", own."#fires" AS "veto:否决性指标"
FROM own;

CREATE TEMP TABLE "stage 2 stored" AS
WITH "layer 0" AS (
  SELECT "order", "class", "data:全年连续安全生产天数·安全生产中断次数", "data:千人重伤率·平均职工人数",
    "data:千人重伤率·重伤人数", "data:吨煤开采成本·吨煤开采成本", "data:呆账发生率·呆账发生率",
    "data:员工管理·部门员工平均分", "data:安全培训计划达成率·安全培训计划达成率", "data:安全监察频率·安全监察次数",
    "data:安全隐患整改率·安全隐患整改率", "data:客户投诉率·投诉数量", "data:客户投诉率·销售客户数",
    "data:客户投诉率·非本部门原因的投诉数量", "data:市场调研报告通过率·市场调研报告通过率",
    "data:技术投入产出比率·技术投入产出比率", "data:技术指导及时性·平均解决时间",
    "data:技术改进方案被采纳的次数·方案采纳次数", "data:技术管理工作计划完成率·技术管理工作计划完成率",
    "data:流程和制度合理化建议被采纳的次数·建议采纳次数", "data:煤炭销售回款率·煤炭销售回款率",
    "data:煤炭销售增长率·上年同季销售量", "data:煤炭销售增长率·本季销售量", "data:煤炭销售费用率·煤炭销售费用率",
    "data:百万吨煤死亡率·事故死亡人数", "data:百万吨煤死亡率·原煤产量", "data:研发计划达成率·研发计划达成率",
    "data:突发技术问题成功处理率·突发技术问题成功处理率", "data:营销计划达成率·营销计划达成率",
    "data:部门关键员工流失率·关键员工流失率", "data:部门员工绩效考核合格率·员工合格率", "mark:全年连续安全生产天数",
    "mark:千人重伤率", "mark:吨煤开采成本", "mark:呆账发生率", "mark:员工管理", "mark:安全培训计划达成率",
    "mark:安全监察频率", "mark:安全隐患整改率", "mark:客户投诉率", "mark:市场调研报告通过率", "mark:技术投入产出比率",
    "mark:技术指导及时性", "mark:技术改进方案被采纳的次数", "mark:技术管理工作计划完成率",
    "mark:流程和制度合理化建议被采纳的次数", "mark:煤炭销售回款率", "mark:煤炭销售增长率", "mark:煤炭销售费用率",
    "mark:百万吨煤死亡率", "mark:研发计划达成率", "mark:突发技术问题成功处理率", "mark:营销计划达成率",
    "mark:部门关键员工流失率", "mark:部门员工绩效考核合格率", "unit", "value:客户投诉率·投诉率#n",
    "value:煤炭销售增长率·增长率#n", "veto:否决性指标", "weight:全年连续安全生产天数", "weight:千人重伤率",
    "weight:吨煤开采成本", "weight:呆账发生率", "weight:员工管理", "weight:安全培训计划达成率", "weight:安全监察频率",
    "weight:安全隐患整改率", "weight:客户投诉率", "weight:市场调研报告通过率", "weight:技术投入产出比率",
    "weight:技术指导及时性", "weight:技术改进方案被采纳的次数", "weight:技术管理工作计划完成率",
    "weight:流程和制度合理化建议被采纳的次数", "weight:煤炭销售回款率", "weight:煤炭销售增长率",
    "weight:煤炭销售费用率", "weight:百万吨煤死亡率", "weight:研发计划达成率", "weight:突发技术问题成功处理率",
    "weight:营销计划达成率", "weight:部门关键员工流失率", "weight:部门员工绩效考核合格率", "客户投诉率·投诉率#4",
    "煤炭销售增长率·增长率#2", "百万吨煤死亡率·死亡率#1"
  FROM (
    SELECT "order", "class", "mark:全年连续安全生产天数", "mark:千人重伤率", "mark:吨煤开采成本", "mark:呆账发生率",
      "mark:员工管理", "mark:安全培训计划达成率", "mark:安全监察频率", "mark:安全隐患整改率", "mark:客户投诉率",
      "mark:市场调研报告通过率", "mark:技术投入产出比率", "mark:技术指导及时性", "mark:技术改进方案被采纳的次数",
      "mark:技术管理工作计划完成率", "mark:流程和制度合理化建议被采纳的次数", "mark:煤炭销售回款率",
      "mark:煤炭销售增长率", "mark:煤炭销售费用率", "mark:百万吨煤死亡率", "mark:研发计划达成率",
      "mark:突发技术问题成功处理率", "mark:营销计划达成率", "mark:部门关键员工流失率", "mark:部门员工绩效考核合格率",
      "unit", "value:客户投诉率·投诉率#n", "value:煤炭销售增长率·增长率#n", "weight:全年连续安全生产天数",
      "weight:千人重伤率", "weight:吨煤开采成本", "weight:呆账发生率", "weight:员工管理", "weight:安全培训计划达成率",
      "weight:安全监察频率", "weight:安全隐患整改率", "weight:客户投诉率", "weight:市场调研报告通过率",
      "weight:技术投入产出比率", "weight:技术指导及时性", "weight:技术改进方案被采纳的次数",
      "weight:技术管理工作计划完成率", "weight:流程和制度合理化建议被采纳的次数", "weight:煤炭销售回款率",
      "weight:煤炭销售增长率", "weight:煤炭销售费用率", "weight:百万吨煤死亡率", "weight:研发计划达成率",
      "weight:突发技术问题成功处理率", "weight:营销计划达成率", "weight:部门关键员工流失率",
      "weight:部门员工绩效考核合格率", "客户投诉率·投诉率#4", "煤炭销售增长率·增长率#2", "百万吨煤死亡率·死亡率#1"
    FROM "stage 1"
  ) AS "stage 1"
  JOIN (
    SELECT "order", "data:全年连续安全生产天数·安全生产中断次数", "data:千人重伤率·平均职工人数",
      "data:千人重伤率·重伤人数", "data:吨煤开采成本·吨煤开采成本", "data:呆账发生率·呆账发生率",
      "data:员工管理·部门员工平均分", "data:安全培训计划达成率·安全培训计划达成率", "data:安全监察频率·安全监察次数",
      "data:安全隐患整改率·安全隐患整改率", "data:客户投诉率·投诉数量", "data:客户投诉率·销售客户数",
      "data:客户投诉率·非本部门原因的投诉数量", "data:市场调研报告通过率·市场调研报告通过率",
      "data:技术投入产出比率·技术投入产出比率", "data:技术指导及时性·平均解决时间",
      "data:技术改进方案被采纳的次数·方案采纳次数", "data:技术管理工作计划完成率·技术管理工作计划完成率",
      "data:流程和制度合理化建议被采纳的次数·建议采纳次数", "data:煤炭销售回款率·煤炭销售回款率",
      "data:煤炭销售增长率·上年同季销售量", "data:煤炭销售增长率·本季销售量", "data:煤炭销售费用率·煤炭销售费用率",
      "data:百万吨煤死亡率·事故死亡人数", "data:百万吨煤死亡率·原煤产量", "data:研发计划达成率·研发计划达成率",
      "data:突发技术问题成功处理率·突发技术问题成功处理率", "data:营销计划达成率·营销计划达成率",
      "data:部门关键员工流失率·关键员工流失率", "data:部门员工绩效考核合格率·员工合格率"
    FROM "checked scan"
  ) AS "checked scan" USING ("order")
  JOIN (SELECT "order", "veto:否决性指标" FROM "reach 55") AS "reach 55" USING ("order")
), "layer 1" AS (
  SELECT *,
    -- 技术管理工作计划完成率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:技术管理工作计划完成率·技术管理工作计划完成率" IS NOT NULL
    )
      AND COALESCE(
        "data:技术管理工作计划完成率·技术管理工作计划完成率" >= 1000, FALSE
      ) AS "met:技术管理工作计划完成率:0",
    -- 吨煤开采成本·目标值
    ("class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理') AND "data:吨煤开采成本·吨煤开采成本" IS NOT NULL)
      AND COALESCE("data:吨煤开采成本·吨煤开采成本" <= 26000, FALSE) AS "met:吨煤开采成本:0",
    -- 技术指导及时性·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:技术指导及时性·平均解决时间" IS NOT NULL
    )
      AND COALESCE("data:技术指导及时性·平均解决时间" <= 240, FALSE) AS "met:技术指导及时性:0",
    -- 技术改进方案被采纳的次数·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:技术改进方案被采纳的次数·方案采纳次数" IS NOT NULL
    )
      AND COALESCE("data:技术改进方案被采纳的次数·方案采纳次数" >= 2, FALSE) AS "met:技术改进方案被采纳的次数:0",
    -- 研发计划达成率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:研发计划达成率·研发计划达成率" IS NOT NULL
    )
      AND COALESCE("data:研发计划达成率·研发计划达成率" >= 900, FALSE) AS "met:研发计划达成率:0",
    -- 技术投入产出比率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:技术投入产出比率·技术投入产出比率" IS NOT NULL
    )
      AND COALESCE("data:技术投入产出比率·技术投入产出比率" >= 1200, FALSE) AS "met:技术投入产出比率:0",
    -- 百万吨煤死亡率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:百万吨煤死亡率·事故死亡人数" IS NOT NULL
        AND "data:百万吨煤死亡率·原煤产量" IS NOT NULL
    )
      AND COALESCE(
        "data:百万吨煤死亡率·事故死亡人数" = ("百万吨煤死亡率·死亡率#1" * 0), FALSE
      ) AS "met:百万吨煤死亡率:0",
    -- 突发技术问题成功处理率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:突发技术问题成功处理率·突发技术问题成功处理率" IS NOT NULL
    )
      AND COALESCE(
        "data:突发技术问题成功处理率·突发技术问题成功处理率" >= 950, FALSE
      ) AS "met:突发技术问题成功处理率:0",
    -- 部门关键员工流失率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:部门关键员工流失率·关键员工流失率" IS NOT NULL
    )
      AND COALESCE("data:部门关键员工流失率·关键员工流失率" <= 50, FALSE) AS "met:部门关键员工流失率:0",
    -- 全年连续安全生产天数·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:全年连续安全生产天数·安全生产中断次数" IS NOT NULL
    )
      AND COALESCE("data:全年连续安全生产天数·安全生产中断次数" = 0, FALSE) AS "met:全年连续安全生产天数:0",
    -- 安全监察频率·目标值
    ("class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理') AND "data:安全监察频率·安全监察次数" IS NOT NULL)
      AND COALESCE("data:安全监察频率·安全监察次数" >= 36, FALSE) AS "met:安全监察频率:0",
    -- 安全隐患整改率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:安全隐患整改率·安全隐患整改率" IS NOT NULL
    )
      AND COALESCE("data:安全隐患整改率·安全隐患整改率" >= 1000, FALSE) AS "met:安全隐患整改率:0",
    -- 千人重伤率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:千人重伤率·平均职工人数" IS NOT NULL
        AND "data:千人重伤率·重伤人数" IS NOT NULL
    )
      AND COALESCE("data:千人重伤率·重伤人数" = ("data:千人重伤率·平均职工人数" * 0), FALSE) AS "met:千人重伤率:0",
    -- 安全培训计划达成率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:安全培训计划达成率·安全培训计划达成率" IS NOT NULL
    )
      AND COALESCE("data:安全培训计划达成率·安全培训计划达成率" >= 1000, FALSE) AS "met:安全培训计划达成率:0",
    -- 流程和制度合理化建议被采纳的次数·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:流程和制度合理化建议被采纳的次数·建议采纳次数" IS NOT NULL
    )
      AND COALESCE(
        "data:流程和制度合理化建议被采纳的次数·建议采纳次数" >= 1, FALSE
      ) AS "met:流程和制度合理化建议被采纳的次数:0",
    -- 部门员工绩效考核合格率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:部门员工绩效考核合格率·员工合格率" IS NOT NULL
    )
      AND COALESCE("data:部门员工绩效考核合格率·员工合格率" >= 1000, FALSE) AS "met:部门员工绩效考核合格率:0",
    -- 营销计划达成率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:营销计划达成率·营销计划达成率" IS NOT NULL
    )
      AND COALESCE("data:营销计划达成率·营销计划达成率" >= 1000, FALSE) AS "met:营销计划达成率:0",
    -- 市场调研报告通过率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:市场调研报告通过率·市场调研报告通过率" IS NOT NULL
    )
      AND COALESCE("data:市场调研报告通过率·市场调研报告通过率" >= 900, FALSE) AS "met:市场调研报告通过率:0",
    -- 呆账发生率·目标值
    ("class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理') AND "data:呆账发生率·呆账发生率" IS NOT NULL)
      AND COALESCE("data:呆账发生率·呆账发生率" <= 100, FALSE) AS "met:呆账发生率:0",
    -- 煤炭销售增长率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:煤炭销售增长率·上年同季销售量" IS NOT NULL
        AND "data:煤炭销售增长率·本季销售量" IS NOT NULL
    )
      AND COALESCE(
        ("value:煤炭销售增长率·增长率#n" * 100) >= ("煤炭销售增长率·增长率#2" * 3), FALSE
      ) AS "met:煤炭销售增长率:0",
    -- 煤炭销售回款率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:煤炭销售回款率·煤炭销售回款率" IS NOT NULL
    )
      AND COALESCE("data:煤炭销售回款率·煤炭销售回款率" >= 950, FALSE) AS "met:煤炭销售回款率:0",
    -- 煤炭销售费用率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:煤炭销售费用率·煤炭销售费用率" IS NOT NULL
    )
      AND COALESCE("data:煤炭销售费用率·煤炭销售费用率" <= 200, FALSE) AS "met:煤炭销售费用率:0",
    -- 客户投诉率·目标值
    (
      "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        AND "data:客户投诉率·投诉数量" IS NOT NULL
        AND "data:客户投诉率·销售客户数" IS NOT NULL
        AND "data:客户投诉率·非本部门原因的投诉数量" IS NOT NULL
    )
      AND COALESCE(("value:客户投诉率·投诉率#n" * 50) <= "客户投诉率·投诉率#4", FALSE) AS "met:客户投诉率:0",
    -- 员工管理·目标值
    ("class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理') AND "data:员工管理·部门员工平均分" IS NOT NULL)
      AND COALESCE("data:员工管理·部门员工平均分" >= 8000, FALSE) AS "met:员工管理:0",
    -- 权重
    (CASE WHEN "mark:技术管理工作计划完成率" IS NOT NULL THEN "weight:技术管理工作计划完成率" ELSE 0 END)
      + (CASE WHEN "mark:吨煤开采成本" IS NOT NULL THEN "weight:吨煤开采成本" ELSE 0 END)
      + (CASE WHEN "mark:技术指导及时性" IS NOT NULL THEN "weight:技术指导及时性" ELSE 0 END)
      + (CASE WHEN "mark:技术改进方案被采纳的次数" IS NOT NULL THEN "weight:技术改进方案被采纳的次数" ELSE 0 END)
      + (CASE WHEN "mark:研发计划达成率" IS NOT NULL THEN "weight:研发计划达成率" ELSE 0 END)
      + (CASE WHEN "mark:技术投入产出比率" IS NOT NULL THEN "weight:技术投入产出比率" ELSE 0 END)
      + (CASE WHEN "mark:百万吨煤死亡率" IS NOT NULL THEN "weight:百万吨煤死亡率" ELSE 0 END)
      + (CASE WHEN "mark:突发技术问题成功处理率" IS NOT NULL THEN "weight:突发技术问题成功处理率" ELSE 0 END)
      + (CASE WHEN "mark:部门关键员工流失率" IS NOT NULL THEN "weight:部门关键员工流失率" ELSE 0 END)
      + (CASE WHEN "mark:全年连续安全生产天数" IS NOT NULL THEN "weight:全年连续安全生产天数" ELSE 0 END)
      + (CASE WHEN "mark:安全监察频率" IS NOT NULL THEN "weight:安全监察频率" ELSE 0 END)
      + (CASE WHEN "mark:安全隐患整改率" IS NOT NULL THEN "weight:安全隐患整改率" ELSE 0 END)
      + (CASE WHEN "mark:千人重伤率" IS NOT NULL THEN "weight:千人重伤率" ELSE 0 END)
      + (CASE WHEN "mark:安全培训计划达成率" IS NOT NULL THEN "weight:安全培训计划达成率" ELSE 0 END)
      + (CASE
        WHEN "mark:流程和制度合理化建议被采纳的次数" IS NOT NULL THEN "weight:流程和制度合理化建议被采纳的次数" ELSE 0
      END)
      + (CASE WHEN "mark:部门员工绩效考核合格率" IS NOT NULL THEN "weight:部门员工绩效考核合格率" ELSE 0 END)
      + (CASE WHEN "mark:营销计划达成率" IS NOT NULL THEN "weight:营销计划达成率" ELSE 0 END)
      + (CASE WHEN "mark:市场调研报告通过率" IS NOT NULL THEN "weight:市场调研报告通过率" ELSE 0 END)
      + (CASE WHEN "mark:呆账发生率" IS NOT NULL THEN "weight:呆账发生率" ELSE 0 END)
      + (CASE WHEN "mark:煤炭销售增长率" IS NOT NULL THEN "weight:煤炭销售增长率" ELSE 0 END)
      + (CASE WHEN "mark:煤炭销售回款率" IS NOT NULL THEN "weight:煤炭销售回款率" ELSE 0 END)
      + (CASE WHEN "mark:煤炭销售费用率" IS NOT NULL THEN "weight:煤炭销售费用率" ELSE 0 END)
      + (CASE WHEN "mark:客户投诉率" IS NOT NULL THEN "weight:客户投诉率" ELSE 0 END)
      + (CASE WHEN "mark:员工管理" IS NOT NULL THEN "weight:员工管理" ELSE 0 END) AS "kept"
  FROM "layer 0"
), "layer 2" AS (
  SELECT *,
    -- 技术管理工作计划完成率·单项得分
    CASE WHEN "kept" > 0 THEN "kept" END AS "POINTS:技术管理工作计划完成率#6",
    -- 错误[K541] 没有一项可以计分
    COALESCE("kept" <= 0, FALSE) AS "report:106"
  FROM "layer 1"
), "layer 3" AS (
  SELECT *,
    -- 技术管理工作计划完成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:技术管理工作计划完成率" * "weight:技术管理工作计划完成率") + 50) // 100
      ELSE (
        ("mark:技术管理工作计划完成率" * "weight:技术管理工作计划完成率") + ("POINTS:技术管理工作计划完成率#6" // 2)
      )
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:技术管理工作计划完成率",
    -- 吨煤开采成本·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:吨煤开采成本" * "weight:吨煤开采成本") + 50) // 100
      ELSE (("mark:吨煤开采成本" * "weight:吨煤开采成本") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:吨煤开采成本",
    -- 技术指导及时性·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:技术指导及时性" * "weight:技术指导及时性") + 50) // 100
      ELSE (("mark:技术指导及时性" * "weight:技术指导及时性") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:技术指导及时性",
    -- 技术改进方案被采纳的次数·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:技术改进方案被采纳的次数" * "weight:技术改进方案被采纳的次数") + 50) // 100
      ELSE (
        ("mark:技术改进方案被采纳的次数" * "weight:技术改进方案被采纳的次数") + ("POINTS:技术管理工作计划完成率#6" // 2)
      )
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:技术改进方案被采纳的次数",
    -- 研发计划达成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:研发计划达成率" * "weight:研发计划达成率") + 50) // 100
      ELSE (("mark:研发计划达成率" * "weight:研发计划达成率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:研发计划达成率",
    -- 技术投入产出比率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:技术投入产出比率" * "weight:技术投入产出比率") + 50) // 100
      ELSE (("mark:技术投入产出比率" * "weight:技术投入产出比率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:技术投入产出比率",
    -- 百万吨煤死亡率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:百万吨煤死亡率" * "weight:百万吨煤死亡率") + 50) // 100
      ELSE (("mark:百万吨煤死亡率" * "weight:百万吨煤死亡率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:百万吨煤死亡率",
    -- 突发技术问题成功处理率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:突发技术问题成功处理率" * "weight:突发技术问题成功处理率") + 50) // 100
      ELSE (
        ("mark:突发技术问题成功处理率" * "weight:突发技术问题成功处理率") + ("POINTS:技术管理工作计划完成率#6" // 2)
      )
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:突发技术问题成功处理率",
    -- 部门关键员工流失率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门关键员工流失率" * "weight:部门关键员工流失率") + 50) // 100
      ELSE (("mark:部门关键员工流失率" * "weight:部门关键员工流失率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:部门关键员工流失率",
    -- 全年连续安全生产天数·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:全年连续安全生产天数" * "weight:全年连续安全生产天数") + 50) // 100
      ELSE (("mark:全年连续安全生产天数" * "weight:全年连续安全生产天数") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:全年连续安全生产天数",
    -- 安全监察频率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:安全监察频率" * "weight:安全监察频率") + 50) // 100
      ELSE (("mark:安全监察频率" * "weight:安全监察频率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:安全监察频率",
    -- 安全隐患整改率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:安全隐患整改率" * "weight:安全隐患整改率") + 50) // 100
      ELSE (("mark:安全隐患整改率" * "weight:安全隐患整改率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:安全隐患整改率",
    -- 千人重伤率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:千人重伤率" * "weight:千人重伤率") + 50) // 100
      ELSE (("mark:千人重伤率" * "weight:千人重伤率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:千人重伤率",
    -- 安全培训计划达成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:安全培训计划达成率" * "weight:安全培训计划达成率") + 50) // 100
      ELSE (("mark:安全培训计划达成率" * "weight:安全培训计划达成率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:安全培训计划达成率",
    -- 流程和制度合理化建议被采纳的次数·单项得分
    CASE
      WHEN 100 = "kept"
        THEN (("mark:流程和制度合理化建议被采纳的次数" * "weight:流程和制度合理化建议被采纳的次数") + 50) // 100
      ELSE (
        ("mark:流程和制度合理化建议被采纳的次数" * "weight:流程和制度合理化建议被采纳的次数")
          + ("POINTS:技术管理工作计划完成率#6" // 2)
      )
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:流程和制度合理化建议被采纳的次数",
    -- 部门员工绩效考核合格率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:部门员工绩效考核合格率" * "weight:部门员工绩效考核合格率") + 50) // 100
      ELSE (
        ("mark:部门员工绩效考核合格率" * "weight:部门员工绩效考核合格率") + ("POINTS:技术管理工作计划完成率#6" // 2)
      )
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:部门员工绩效考核合格率",
    -- 营销计划达成率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:营销计划达成率" * "weight:营销计划达成率") + 50) // 100
      ELSE (("mark:营销计划达成率" * "weight:营销计划达成率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:营销计划达成率",
    -- 市场调研报告通过率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:市场调研报告通过率" * "weight:市场调研报告通过率") + 50) // 100
      ELSE (("mark:市场调研报告通过率" * "weight:市场调研报告通过率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:市场调研报告通过率",
    -- 呆账发生率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:呆账发生率" * "weight:呆账发生率") + 50) // 100
      ELSE (("mark:呆账发生率" * "weight:呆账发生率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:呆账发生率",
    -- 煤炭销售增长率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:煤炭销售增长率" * "weight:煤炭销售增长率") + 50) // 100
      ELSE (("mark:煤炭销售增长率" * "weight:煤炭销售增长率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:煤炭销售增长率",
    -- 煤炭销售回款率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:煤炭销售回款率" * "weight:煤炭销售回款率") + 50) // 100
      ELSE (("mark:煤炭销售回款率" * "weight:煤炭销售回款率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:煤炭销售回款率",
    -- 煤炭销售费用率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:煤炭销售费用率" * "weight:煤炭销售费用率") + 50) // 100
      ELSE (("mark:煤炭销售费用率" * "weight:煤炭销售费用率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:煤炭销售费用率",
    -- 客户投诉率·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:客户投诉率" * "weight:客户投诉率") + 50) // 100
      ELSE (("mark:客户投诉率" * "weight:客户投诉率") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:客户投诉率",
    -- 员工管理·单项得分
    CASE
      WHEN 100 = "kept" THEN (("mark:员工管理" * "weight:员工管理") + 50) // 100
      ELSE (("mark:员工管理" * "weight:员工管理") + ("POINTS:技术管理工作计划完成率#6" // 2))
        // "POINTS:技术管理工作计划完成率#6"
    END AS "points:员工管理"
  FROM "layer 2"
), "layer 4" AS (
  SELECT *,
    -- 总分
    (CASE WHEN "points:技术管理工作计划完成率" IS NOT NULL THEN "points:技术管理工作计划完成率" ELSE 0 END)
      + (CASE WHEN "points:吨煤开采成本" IS NOT NULL THEN "points:吨煤开采成本" ELSE 0 END)
      + (CASE WHEN "points:技术指导及时性" IS NOT NULL THEN "points:技术指导及时性" ELSE 0 END)
      + (CASE WHEN "points:技术改进方案被采纳的次数" IS NOT NULL THEN "points:技术改进方案被采纳的次数" ELSE 0 END)
      + (CASE WHEN "points:研发计划达成率" IS NOT NULL THEN "points:研发计划达成率" ELSE 0 END)
      + (CASE WHEN "points:技术投入产出比率" IS NOT NULL THEN "points:技术投入产出比率" ELSE 0 END)
      + (CASE WHEN "points:百万吨煤死亡率" IS NOT NULL THEN "points:百万吨煤死亡率" ELSE 0 END)
      + (CASE WHEN "points:突发技术问题成功处理率" IS NOT NULL THEN "points:突发技术问题成功处理率" ELSE 0 END)
      + (CASE WHEN "points:部门关键员工流失率" IS NOT NULL THEN "points:部门关键员工流失率" ELSE 0 END)
      + (CASE WHEN "points:全年连续安全生产天数" IS NOT NULL THEN "points:全年连续安全生产天数" ELSE 0 END)
      + (CASE WHEN "points:安全监察频率" IS NOT NULL THEN "points:安全监察频率" ELSE 0 END)
      + (CASE WHEN "points:安全隐患整改率" IS NOT NULL THEN "points:安全隐患整改率" ELSE 0 END)
      + (CASE WHEN "points:千人重伤率" IS NOT NULL THEN "points:千人重伤率" ELSE 0 END)
      + (CASE WHEN "points:安全培训计划达成率" IS NOT NULL THEN "points:安全培训计划达成率" ELSE 0 END)
      + (CASE
        WHEN "points:流程和制度合理化建议被采纳的次数" IS NOT NULL THEN "points:流程和制度合理化建议被采纳的次数" ELSE 0
      END)
      + (CASE WHEN "points:部门员工绩效考核合格率" IS NOT NULL THEN "points:部门员工绩效考核合格率" ELSE 0 END)
      + (CASE WHEN "points:营销计划达成率" IS NOT NULL THEN "points:营销计划达成率" ELSE 0 END)
      + (CASE WHEN "points:市场调研报告通过率" IS NOT NULL THEN "points:市场调研报告通过率" ELSE 0 END)
      + (CASE WHEN "points:呆账发生率" IS NOT NULL THEN "points:呆账发生率" ELSE 0 END)
      + (CASE WHEN "points:煤炭销售增长率" IS NOT NULL THEN "points:煤炭销售增长率" ELSE 0 END)
      + (CASE WHEN "points:煤炭销售回款率" IS NOT NULL THEN "points:煤炭销售回款率" ELSE 0 END)
      + (CASE WHEN "points:煤炭销售费用率" IS NOT NULL THEN "points:煤炭销售费用率" ELSE 0 END)
      + (CASE WHEN "points:客户投诉率" IS NOT NULL THEN "points:客户投诉率" ELSE 0 END)
      + (CASE WHEN "points:员工管理" IS NOT NULL THEN "points:员工管理" ELSE 0 END) AS "summed"
  FROM "layer 3"
), "layer 5" AS (
  SELECT *,
    -- 经理考核等级 条款 第五条
    CASE
      WHEN "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        THEN CAST(CASE
          WHEN "summed" >= 9000 THEN 0
          WHEN "summed" >= 8000 AND "summed" < 9000 THEN 1
          WHEN "summed" >= 7000 AND "summed" < 8000 THEN 2
          WHEN "summed" >= 6000 AND "summed" < 7000 THEN 3
          WHEN "summed" < 6000 THEN 4
        END AS BIGINT)
    END AS "placed:经理考核等级"
  FROM "layer 4"
), "layer 6" AS (
  SELECT *,
    -- 经理考核等级 条款 第五条
    CASE
      WHEN "veto:否决性指标" AND "class" IN ('技术管理部经理', '安全监察部经理', '营销管理部经理')
        THEN CASE
          WHEN "placed:经理考核等级" IS NOT NULL
            THEN CASE WHEN NOT ("placed:经理考核等级" IS NULL) THEN GREATEST("placed:经理考核等级", 4) END
          ELSE 4
        END
      ELSE "placed:经理考核等级"
    END AS "after:经理考核等级:否决性指标"
  FROM "layer 5"
)
SELECT "order", CAST("points:技术管理工作计划完成率" AS INTEGER) AS "points:技术管理工作计划完成率",
  CAST("points:吨煤开采成本" AS INTEGER) AS "points:吨煤开采成本",
  CAST("points:技术指导及时性" AS INTEGER) AS "points:技术指导及时性",
  CAST("points:技术改进方案被采纳的次数" AS INTEGER) AS "points:技术改进方案被采纳的次数",
  CAST("points:研发计划达成率" AS INTEGER) AS "points:研发计划达成率",
  CAST("points:技术投入产出比率" AS INTEGER) AS "points:技术投入产出比率",
  CAST("points:百万吨煤死亡率" AS INTEGER) AS "points:百万吨煤死亡率",
  CAST("points:突发技术问题成功处理率" AS INTEGER) AS "points:突发技术问题成功处理率",
  CAST("points:部门关键员工流失率" AS INTEGER) AS "points:部门关键员工流失率",
  CAST("points:全年连续安全生产天数" AS INTEGER) AS "points:全年连续安全生产天数",
  CAST("points:安全监察频率" AS INTEGER) AS "points:安全监察频率",
  CAST("points:安全隐患整改率" AS INTEGER) AS "points:安全隐患整改率",
  CAST("points:千人重伤率" AS INTEGER) AS "points:千人重伤率",
  CAST("points:安全培训计划达成率" AS INTEGER) AS "points:安全培训计划达成率",
  CAST("points:流程和制度合理化建议被采纳的次数" AS INTEGER) AS "points:流程和制度合理化建议被采纳的次数",
  CAST("points:部门员工绩效考核合格率" AS INTEGER) AS "points:部门员工绩效考核合格率",
  CAST("points:营销计划达成率" AS INTEGER) AS "points:营销计划达成率",
  CAST("points:市场调研报告通过率" AS INTEGER) AS "points:市场调研报告通过率",
  CAST("points:呆账发生率" AS INTEGER) AS "points:呆账发生率",
  CAST("points:煤炭销售增长率" AS INTEGER) AS "points:煤炭销售增长率",
  CAST("points:煤炭销售回款率" AS INTEGER) AS "points:煤炭销售回款率",
  CAST("points:煤炭销售费用率" AS INTEGER) AS "points:煤炭销售费用率",
  CAST("points:客户投诉率" AS INTEGER) AS "points:客户投诉率", CAST("points:员工管理" AS INTEGER) AS "points:员工管理",
  CAST("summed" AS INTEGER) AS "summed", "report:106",
  CAST("after:经理考核等级:否决性指标" AS TINYINT) AS "after:经理考核等级:否决性指标", "class", "unit",
  "veto:否决性指标"
FROM "layer 6";

CREATE TEMP VIEW "stage 2" AS
SELECT "order", CAST("points:技术管理工作计划完成率" AS BIGINT) AS "points:技术管理工作计划完成率",
  CAST("points:吨煤开采成本" AS BIGINT) AS "points:吨煤开采成本",
  CAST("points:技术指导及时性" AS BIGINT) AS "points:技术指导及时性",
  CAST("points:技术改进方案被采纳的次数" AS BIGINT) AS "points:技术改进方案被采纳的次数",
  CAST("points:研发计划达成率" AS BIGINT) AS "points:研发计划达成率",
  CAST("points:技术投入产出比率" AS BIGINT) AS "points:技术投入产出比率",
  CAST("points:百万吨煤死亡率" AS BIGINT) AS "points:百万吨煤死亡率",
  CAST("points:突发技术问题成功处理率" AS BIGINT) AS "points:突发技术问题成功处理率",
  CAST("points:部门关键员工流失率" AS BIGINT) AS "points:部门关键员工流失率",
  CAST("points:全年连续安全生产天数" AS BIGINT) AS "points:全年连续安全生产天数",
  CAST("points:安全监察频率" AS BIGINT) AS "points:安全监察频率",
  CAST("points:安全隐患整改率" AS BIGINT) AS "points:安全隐患整改率",
  CAST("points:千人重伤率" AS BIGINT) AS "points:千人重伤率",
  CAST("points:安全培训计划达成率" AS BIGINT) AS "points:安全培训计划达成率",
  CAST("points:流程和制度合理化建议被采纳的次数" AS BIGINT) AS "points:流程和制度合理化建议被采纳的次数",
  CAST("points:部门员工绩效考核合格率" AS BIGINT) AS "points:部门员工绩效考核合格率",
  CAST("points:营销计划达成率" AS BIGINT) AS "points:营销计划达成率",
  CAST("points:市场调研报告通过率" AS BIGINT) AS "points:市场调研报告通过率",
  CAST("points:呆账发生率" AS BIGINT) AS "points:呆账发生率",
  CAST("points:煤炭销售增长率" AS BIGINT) AS "points:煤炭销售增长率",
  CAST("points:煤炭销售回款率" AS BIGINT) AS "points:煤炭销售回款率",
  CAST("points:煤炭销售费用率" AS BIGINT) AS "points:煤炭销售费用率",
  CAST("points:客户投诉率" AS BIGINT) AS "points:客户投诉率", CAST("points:员工管理" AS BIGINT) AS "points:员工管理",
  CAST("summed" AS BIGINT) AS "summed", "report:106",
  CAST("after:经理考核等级:否决性指标" AS BIGINT) AS "after:经理考核等级:否决性指标", "class", "unit", "veto:否决性指标"
FROM "stage 2 stored";

-- 单项得分
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(
    CAST(CAST(("mark:技术管理工作计划完成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:技术管理工作计划完成率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "技术管理工作计划完成率·考评分",
  COALESCE(
    CAST(CAST(("points:技术管理工作计划完成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "技术管理工作计划完成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:吨煤开采成本") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:吨煤开采成本" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "吨煤开采成本·考评分",
  COALESCE(
    CAST(CAST(("points:吨煤开采成本") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "吨煤开采成本·单项得分",
  COALESCE(
    CAST(CAST(("mark:技术指导及时性") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:技术指导及时性" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "技术指导及时性·考评分",
  COALESCE(
    CAST(CAST(("points:技术指导及时性") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "技术指导及时性·单项得分",
  COALESCE(
    CAST(CAST(("mark:技术改进方案被采纳的次数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:技术改进方案被采纳的次数"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "技术改进方案被采纳的次数·考评分",
  COALESCE(
    CAST(CAST(("points:技术改进方案被采纳的次数") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "技术改进方案被采纳的次数·单项得分",
  COALESCE(
    CAST(CAST(("mark:研发计划达成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:研发计划达成率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "研发计划达成率·考评分",
  COALESCE(
    CAST(CAST(("points:研发计划达成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "研发计划达成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:技术投入产出比率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:技术投入产出比率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "技术投入产出比率·考评分",
  COALESCE(
    CAST(CAST(("points:技术投入产出比率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "技术投入产出比率·单项得分",
  COALESCE(
    CAST(CAST(("mark:百万吨煤死亡率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:百万吨煤死亡率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "百万吨煤死亡率·考评分",
  COALESCE(
    CAST(CAST(("points:百万吨煤死亡率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "百万吨煤死亡率·单项得分",
  COALESCE(
    CAST(CAST(("mark:突发技术问题成功处理率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:突发技术问题成功处理率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "突发技术问题成功处理率·考评分",
  COALESCE(
    CAST(CAST(("points:突发技术问题成功处理率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "突发技术问题成功处理率·单项得分",
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
    CAST(CAST(("mark:全年连续安全生产天数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:全年连续安全生产天数"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "全年连续安全生产天数·考评分",
  COALESCE(
    CAST(CAST(("points:全年连续安全生产天数") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "全年连续安全生产天数·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全监察频率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:安全监察频率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "安全监察频率·考评分",
  COALESCE(
    CAST(CAST(("points:安全监察频率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全监察频率·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全隐患整改率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:安全隐患整改率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "安全隐患整改率·考评分",
  COALESCE(
    CAST(CAST(("points:安全隐患整改率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全隐患整改率·单项得分",
  COALESCE(
    CAST(CAST(("mark:千人重伤率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:千人重伤率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "千人重伤率·考评分",
  COALESCE(
    CAST(CAST(("points:千人重伤率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "千人重伤率·单项得分",
  COALESCE(
    CAST(CAST(("mark:安全培训计划达成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:安全培训计划达成率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "安全培训计划达成率·考评分",
  COALESCE(
    CAST(CAST(("points:安全培训计划达成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "安全培训计划达成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:流程和制度合理化建议被采纳的次数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:流程和制度合理化建议被采纳的次数"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "流程和制度合理化建议被采纳的次数·考评分",
  COALESCE(
    CAST(CAST(("points:流程和制度合理化建议被采纳的次数") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    ''
  ) AS "流程和制度合理化建议被采纳的次数·单项得分",
  COALESCE(
    CAST(CAST(("mark:部门员工绩效考核合格率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:部门员工绩效考核合格率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "部门员工绩效考核合格率·考评分",
  COALESCE(
    CAST(CAST(("points:部门员工绩效考核合格率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "部门员工绩效考核合格率·单项得分",
  COALESCE(
    CAST(CAST(("mark:营销计划达成率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:营销计划达成率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "营销计划达成率·考评分",
  COALESCE(
    CAST(CAST(("points:营销计划达成率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "营销计划达成率·单项得分",
  COALESCE(
    CAST(CAST(("mark:市场调研报告通过率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:市场调研报告通过率"
      WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE ''
    END
  ) AS "市场调研报告通过率·考评分",
  COALESCE(
    CAST(CAST(("points:市场调研报告通过率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "市场调研报告通过率·单项得分",
  COALESCE(
    CAST(CAST(("mark:呆账发生率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:呆账发生率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "呆账发生率·考评分",
  COALESCE(
    CAST(CAST(("points:呆账发生率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "呆账发生率·单项得分",
  COALESCE(
    CAST(CAST(("mark:煤炭销售增长率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:煤炭销售增长率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "煤炭销售增长率·考评分",
  COALESCE(
    CAST(CAST(("points:煤炭销售增长率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "煤炭销售增长率·单项得分",
  COALESCE(
    CAST(CAST(("mark:煤炭销售回款率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:煤炭销售回款率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "煤炭销售回款率·考评分",
  COALESCE(
    CAST(CAST(("points:煤炭销售回款率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "煤炭销售回款率·单项得分",
  COALESCE(
    CAST(CAST(("mark:煤炭销售费用率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:煤炭销售费用率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "煤炭销售费用率·考评分",
  COALESCE(
    CAST(CAST(("points:煤炭销售费用率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "煤炭销售费用率·单项得分",
  COALESCE(
    CAST(CAST(("mark:客户投诉率") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:客户投诉率" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "客户投诉率·考评分",
  COALESCE(
    CAST(CAST(("points:客户投诉率") AS DECIMAL(6, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "客户投诉率·单项得分",
  COALESCE(
    CAST(CAST(("mark:员工管理") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR),
    CASE "state:员工管理" WHEN 1 THEN '不涉及' WHEN 2 THEN '缺报' WHEN 3 THEN '—' WHEN 7 THEN '回避' ELSE '' END
  ) AS "员工管理·考评分",
  COALESCE(
    CAST(CAST(("points:员工管理") AS DECIMAL(5, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), ''
  ) AS "员工管理·单项得分"
FROM (
  SELECT "order", "class", "points:全年连续安全生产天数", "points:千人重伤率", "points:吨煤开采成本",
    "points:呆账发生率", "points:员工管理", "points:安全培训计划达成率", "points:安全监察频率", "points:安全隐患整改率",
    "points:客户投诉率", "points:市场调研报告通过率", "points:技术投入产出比率", "points:技术指导及时性",
    "points:技术改进方案被采纳的次数", "points:技术管理工作计划完成率", "points:流程和制度合理化建议被采纳的次数",
    "points:煤炭销售回款率", "points:煤炭销售增长率", "points:煤炭销售费用率", "points:百万吨煤死亡率",
    "points:研发计划达成率", "points:突发技术问题成功处理率", "points:营销计划达成率", "points:部门关键员工流失率",
    "points:部门员工绩效考核合格率", "unit"
  FROM "stage 2"
) AS "stage 2"
  JOIN (
    SELECT "order", "mark:全年连续安全生产天数", "mark:千人重伤率", "mark:吨煤开采成本", "mark:呆账发生率",
      "mark:员工管理", "mark:安全培训计划达成率", "mark:安全监察频率", "mark:安全隐患整改率", "mark:客户投诉率",
      "mark:市场调研报告通过率", "mark:技术投入产出比率", "mark:技术指导及时性", "mark:技术改进方案被采纳的次数",
      "mark:技术管理工作计划完成率", "mark:流程和制度合理化建议被采纳的次数", "mark:煤炭销售回款率",
      "mark:煤炭销售增长率", "mark:煤炭销售费用率", "mark:百万吨煤死亡率", "mark:研发计划达成率",
      "mark:突发技术问题成功处理率", "mark:营销计划达成率", "mark:部门关键员工流失率", "mark:部门员工绩效考核合格率",
      "state:全年连续安全生产天数", "state:千人重伤率", "state:吨煤开采成本", "state:呆账发生率", "state:员工管理",
      "state:安全培训计划达成率", "state:安全监察频率", "state:安全隐患整改率", "state:客户投诉率",
      "state:市场调研报告通过率", "state:技术投入产出比率", "state:技术指导及时性", "state:技术改进方案被采纳的次数",
      "state:技术管理工作计划完成率", "state:流程和制度合理化建议被采纳的次数", "state:煤炭销售回款率",
      "state:煤炭销售增长率", "state:煤炭销售费用率", "state:百万吨煤死亡率", "state:研发计划达成率",
      "state:突发技术问题成功处理率", "state:营销计划达成率", "state:部门关键员工流失率", "state:部门员工绩效考核合格率"
    FROM "stage 1"
  ) AS "stage 1" USING ("order")
ORDER BY "order";

-- 总分、名次、等次
SELECT "unit" AS "被考核单位", "class" AS "单位分类",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "总分",
  COALESCE(CAST(CAST(("summed") AS DECIMAL(7, 0)) * CAST('0.01' AS DECIMAL(2, 2)) AS VARCHAR), '') AS "综合得分",
  CASE "after:经理考核等级:否决性指标"
    WHEN 0 THEN 'S' WHEN 1 THEN 'A' WHEN 2 THEN 'B' WHEN 3 THEN 'C' WHEN 4 THEN 'D' ELSE ''
  END AS "经理考核等级", CONCAT_WS('、', CASE WHEN "veto:否决性指标" THEN '否决性指标' END) AS "一票否决"
FROM "stage 2"
ORDER BY "order";

-- 提醒和错误
SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类" FROM (
  SELECT "代码", "程度", "说明", "指标", "被考核单位", "单位分类", "#report", "#at", "#place" FROM "faults"
  UNION ALL
  SELECT 'K541' AS "代码", '错误' AS "程度", '没有一项可以计分' AS "说明", '' AS "指标", "unit" AS "被考核单位",
    "class" AS "单位分类", 106 AS "#report", "order" AS "#at", 0 AS "#place"
  FROM "stage 2"
  WHERE "report:106"
)
ORDER BY "#report", "#at", "#place";
