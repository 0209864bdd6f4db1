import type { Sentences } from './sentences.ts';

/* Settings, database, queue, disk, backups. */

export const machineSentences = {
  environment_right: ({ node }: { node: string }) => [`Node ${node}，配置项完整。`],
  environment_node_old: ({ node, wanted }: { node: string; wanted: string }) => [
    `Node ${node} 太旧，至少需要 ${wanted}。`,
    '请安装新版 Node（建议 22 或 24），再重新启动服务。',
  ],
  environment_settings_wrong: ({ lines }: { lines: readonly string[] }) => [
    `配置有 ${lines.length} 处错误：${lines.join('；')}。`,
    '请对照 .env.example 逐项改正 .env。WECOM_ 配置按组填写，一组要么全填，要么全空。',
  ],

  database_right: ({ version, embedded }: { version: string; embedded: boolean }) => [
    `PostgreSQL ${version}${embedded ? '（自带）' : ''}，表结构是最新的。`,
  ],
  database_not_made: () => ['自带的数据库还没有建立，首次启动服务时自动建立。'],
  database_unreachable: ({ address, why }: { address: string; why: string }) => [
    `连不上数据库 ${address}（${why}）。`,
    '请确认数据库已启动、防火墙放行，并核对 DATABASE_URL 的主机和端口。',
  ],
  database_login_refused: ({ address }: { address: string }) => [
    `数据库 ${address} 拒绝登录。`,
    '请核对 DATABASE_URL 的用户名和密码，以及数据库的 pg_hba.conf。',
  ],
  database_absent: ({ address }: { address: string }) => [
    `数据库 ${address} 不存在。`,
    '请先建库（create database），或改正 DATABASE_URL 最后一段的库名。',
  ],
  database_old: ({ version, wanted }: { version: string; wanted: number }) => [
    `PostgreSQL ${version} 太旧，至少需要 ${wanted}。`,
    '请升级数据库。',
  ],
  database_behind: ({ pending }: { pending: number }) => [
    `表结构不是最新的，有 ${pending} 个升级没有执行。`,
    '请执行 duban migrate；启动服务时也会自动执行。',
  ],
  database_half_migrated: ({ migration }: { migration: string }) => [
    `升级 ${migration} 执行到一半中断了。`,
    '请不要启动服务，先恢复备份，或把日志交给维护人员。',
  ],
  database_newer: ({ migration }: { migration: string }) => [
    `数据库比程序新（有程序不认识的升级 ${migration}）。`,
    '请换用升级数据库的那个版本的程序，或恢复升级前的备份。',
  ],

  queue_right: ({ version }: { version: string }) => [`Redis ${version}，不淘汰数据，已开启 AOF。`],
  queue_in_postgres: () => ['没有配置 REDIS_URL，队列放在 PostgreSQL 中。'],
  queue_unreachable: ({ address, why }: { address: string; why: string }) => [
    `连不上 Redis ${address}（${why}）。`,
    '请确认 Redis 已启动、防火墙放行，并核对 REDIS_URL；清空 REDIS_URL 则队列改放 PostgreSQL。',
  ],
  queue_login_refused: ({ address }: { address: string }) => [
    `Redis ${address} 拒绝登录。`,
    '请核对 REDIS_URL 中的用户名和密码：redis://用户名:密码@主机:端口。',
  ],
  queue_old: ({ version, wanted }: { version: string; wanted: string }) => [
    `Redis ${version} 太旧，至少需要 ${wanted}。`,
    '请升级 Redis，或清空 REDIS_URL，队列改放 PostgreSQL。',
  ],
  queue_evicts: ({ policy }: { policy: string }) => [
    `Redis 内存不足时会淘汰数据（maxmemory-policy 为 ${policy}），队列会损坏。`,
    '请在 redis.conf 中设置 maxmemory-policy noeviction，并重启 Redis。',
  ],
  queue_forgets: () => [
    'Redis 没有开启 AOF，重启后会丢失排队的任务；任务会从数据库补上，但会晚一些。',
    '请在 redis.conf 中设置 appendonly yes，并重启 Redis。',
  ],

  disk_right: ({ freeMb }: { freeMb: number }) => [`数据目录所在磁盘剩余 ${gigabytes(freeMb)} GB。`],
  disk_low: ({ freeMb }: { freeMb: number }) => [
    `数据目录所在磁盘只剩 ${gigabytes(freeMb)} GB。`,
    '请在降到 1 GB 之前清理磁盘，或把 DUBAN_DATA_DIR 移到大一些的磁盘。',
  ],
  disk_full: ({ freeMb }: { freeMb: number }) => [
    `数据目录所在磁盘只剩 ${gigabytes(freeMb)} GB，随时可能写不进去。`,
    '请立即清理磁盘，或停止服务后把 DUBAN_DATA_DIR 移到大一些的磁盘。',
  ],

  backups_right: ({ at, drilledAt }: { at: string; drilledAt: string }) => [
    `最近一次备份在 ${at}，最近一次恢复演练在 ${drilledAt}，通过。`,
  ],
  backups_untried: ({ at }: { at: string }) => [
    `最近一次备份在 ${at}，但三个月内没有做过恢复演练。`,
    '请运行 duban drill：恢复到另建的库里，验过就删掉，不动现有数据。',
  ],
  backups_not_whole: ({ at }: { at: string }) => [
    `${at} 的恢复演练没有通过。`,
    '请重新运行 duban drill，按它说的处理；必要时再运行 duban audit verify。',
  ],
  backups_not_yet: () => ['使用自带数据库不到一周，尚不要求有备份。'],
  backups_none: ({ folder }: { folder: string }) => [
    `自带数据库已用了一周以上，${folder} 中没有备份。`,
    howToBackUp(folder),
  ],
  backups_old: ({ at, folder }: { at: string; folder: string }) => [
    `最近一次备份在 ${at}，已超过一周。`,
    howToBackUp(folder),
  ],
  backups_elsewhere: () => ['数据库在别处，这里没有 duban backup 的备份，请向数据库管理员确认另有备份。'],

  sandbox_not_used: () => ['使用真实的企业微信。'],
  sandbox_used: () => [
    '没有配置企业微信，正在使用本机沙箱，只能试用，不会有人收到消息。',
    '正式使用前请按 docs/operations/wecom-setup.zh-CN.md 配置 WECOM_ 各项。',
  ],
  sandbox_by_address: ({ url }: { url: string }) => [
    `企业微信的地址 ${url} 在本机，可能是沙箱。`,
    '正式使用请清空 WECOM_API_BASE 和 WECOM_ROBOT_WS_URL；地址是本机的反向代理时不必处理。',
  ],
} as const satisfies Sentences;

const gigabytes = (mb: number): string => (mb / 1024).toFixed(1);

/** The PostgreSQL of npm comes without pg_dump. */
const howToBackUp = (folder: string): string =>
  `请每天运行 duban backup（写到 ${folder}，服务不必停），并设 DUBAN_BACKUP_KEY 加密；备份须再存一份到别的机器。`;
