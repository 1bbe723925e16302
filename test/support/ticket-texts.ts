import type { ComparedTicket } from "../../src/domain/complaints/recurrence.ts";

/**
 * Tickets of a busy desk, in English and Chinese, each about something else, and among them what one fault
 * makes different customers write. Everything follows from the seed.
 */

const DAY_MS = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 0, 5);

const THINGS = (
  "invoice delivery password battery screen charger cable manual warranty filter door hinge motor fan " +
  "router antenna speaker camera lens keyboard printer cartridge scanner tray sensor thermostat boiler " +
  "radiator valve hose belt brake pedal saddle tyre wheel lamp switch socket fuse meter display remote " +
  "handle drawer shelf lock key alarm label box parcel refund discount voucher account address order " +
  "subscription licence report export calendar reminder"
).split(" ");
const TROUBLES = (
  "missing broken late wrong noisy hot cold slow empty scratched loose stuck blocked dark blurred bent " +
  "cracked damp rusty dirty unreadable duplicated expired cancelled rejected locked unpaired offline " +
  "flickering humming squeaking vibrating smelling sparking freezing rebooting crashing jammed torn " +
  "faded incomplete unsigned overpriced underweight unstable crooked uncharged silent delayed forgotten " +
  "refused misprinted swapped unlabelled unwanted returned resold dented peeling"
).split(" ");
const MOMENTS = [
  "since Monday",
  "after the update",
  "in the office",
  "again this morning",
  "for my neighbour",
  "please help",
  "as I said on the phone",
  "second floor",
  "when it rains",
  "during the night",
  "at our branch",
  "before the holidays",
];
const 物 =
  "發票 電池 螢幕 充電器 說明書 保固卡 濾網 門片 馬達 風扇 路由器 天線 喇叭 鏡頭 鍵盤 印表機 碳粉 掃描器 感測器 溫控器 鍋爐 閥門 軟管 皮帶 煞車 輪胎 車燈 開關 插座 保險絲 電表 遙控器 把手 抽屜 鎖頭 鑰匙 警報器 標籤 包裹 退款 折扣 帳號 地址 訂單 報表".split(
    " ",
  );
const 狀 =
  "遺失 破裂 延遲 寄錯 噪音很大 過熱 太冷 緩慢 刮傷 鬆動 卡住 堵塞 太暗 模糊 彎曲 受潮 生鏽 髒污 重複 過期 取消 被拒 鎖死 離線 閃爍 異味 冒火花 當機 撕破 褪色 不完整 沒有簽名 太貴 不穩定 歪斜 沒聲音 被忘記 印錯 掉漆 凹陷".split(
    " ",
  );
const 時 = [
  "請盡快處理",
  "上週開始",
  "更新之後",
  "在辦公室",
  "今天早上又這樣",
  "麻煩協助",
  "二樓",
  "下雨的時候",
  "半夜",
  "謝謝",
];

/** What one fault makes people write: of the seal of a pump, in both languages. */
const ENGLISH_FAULT = [
  "Pump leaks at the shaft seal",
  "The shaft seal of our pump is leaking",
  "leaking pump: seal of the shaft worn out",
  "Water under the pump, shaft seal leaked again",
  "Pump seal leak at shaft after two weeks",
  "shaft seal leaking on new pump!",
  "New pump, and the shaft seal leaks already",
  "Shaft of the pump wet, seal leaks",
];
const CHINESE_FAULT = [
  "水泵軸封漏水",
  "新買的水泵軸封漏水了",
  "水泵的軸封一直漏水",
  "水泵運轉時軸封漏水",
  "軸封漏水，水泵要更換嗎",
  "水泵軸封處漏水嚴重",
  "用了兩週水泵軸封就漏水",
  "水泵軸封又漏水",
];
const CATEGORIES = ["PRODUCT_ISSUE", "BILLING_ISSUE", "FEATURE_REQUEST", "GENERAL_INQUIRY"];

export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Value>(random: () => number, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("there is something to pick");
  return value;
}

/** Tickets over 90 days, each about something else. */
export function noiseTickets(seed: number, count: number): readonly ComparedTicket[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, (_, index): ComparedTicket => {
    const isChinese = random() < 0.5;
    const text = isChinese
      ? `${pick(random, 物)}${pick(random, 狀)}，${pick(random, 時)}`
      : `${pick(random, THINGS)} ${pick(random, TROUBLES)} ${pick(random, MOMENTS)}`;
    return {
      ticketId: `n${index}`,
      createdAt: FIRST_DAY + Math.floor(random() * 90 * DAY_MS),
      category: pick(random, CATEGORIES),
      product: null,
      text,
      customers: [{ kind: "contact", id: String(Math.floor(random() * 800)) }],
    };
  });
}

/** What the fault of one product makes people write within three weeks. */
export function plantedTickets(
  seed: number,
  { language, count }: { readonly language: "en" | "zh"; readonly count: number },
): readonly ComparedTicket[] {
  const random = randomFrom(seed * 31 + (language === "en" ? 1 : 2));
  const from = FIRST_DAY + Math.floor(random() * 60 * DAY_MS);
  return Array.from({ length: count }, (_, index) => ({
    ticketId: `${language}${index}`,
    createdAt: from + Math.floor(random() * 21 * DAY_MS),
    category: "PRODUCT_ISSUE",
    product: null,
    text: pick(random, language === "en" ? ENGLISH_FAULT : CHINESE_FAULT),
    customers: [{ kind: "contact", id: `${language}-customer-${index}` }],
  }));
}
