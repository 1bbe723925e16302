import type { ConsentLanguage } from "../consent-frame.ts";

/** The words of the local CRM's consent page; a CRM of no vendor's. */

/** What can be made to go wrong, for those who try the way. */
export const CONSENT_TROUBLES = [
  "none",
  "no_right",
  "expired_code",
  "used_code",
  "wrong_redirect",
  "missing_scope",
  "server_error",
] as const;
export type ConsentTrouble = (typeof CONSENT_TROUBLES)[number];

export type ConsentWords = {
  readonly crm: string;
  readonly title: string;
  readonly signedIn: string;
  readonly account: string;
  readonly installed: string;
  readonly required: string;
  readonly optional: string;
  readonly allow: string;
  readonly deny: string;
  readonly whatIf: string;
  readonly troubles: Readonly<Record<ConsentTrouble, string>>;
  readonly refusals: Readonly<Record<string, { readonly title: string; readonly text: string }>>;
  readonly back: string;
};

export const CONSENT_WORDS: Readonly<Record<ConsentLanguage, ConsentWords>> = {
  en: {
    crm: "Sandbox CRM",
    title: "{app} wants to be installed",
    signedIn: "Signed in as {name}",
    account: "In which account?",
    installed: "installed already",
    required: "It needs the rights to",
    optional: "It would also like to; take away what it shall not have",
    allow: "Allow",
    deny: "Cancel",
    whatIf: "What if …",
    troubles: {
      none: "everything goes well",
      no_right: "you have no right to install apps",
      expired_code: "the code expires on the way",
      used_code: "the code was used already",
      wrong_redirect: "the code is for another address",
      missing_scope: "the account lacks tickets",
      server_error: "the CRM fails",
    },
    refusals: {
      unknown_app: {
        title: "This app is not known",
        text: "No app has this client id.",
      },
      unknown_redirect: {
        title: "The app does not list this address",
        text: "Browsers are sent back to addresses only that the app lists.",
      },
      no_scopes: { title: "Nothing is asked for", text: "The address names no rights." },
      no_account: { title: "No account was chosen", text: "Go back and choose one." },
      no_right: {
        title: "You have no right to install apps",
        text: "Ask an administrator of the account to install it, or to give you the right.",
      },
    },
    back: "Back to the app",
  },
  "zh-TW": {
    crm: "沙盒 CRM",
    title: "{app} 要求安裝",
    signedIn: "登入身分：{name}",
    account: "要安裝到哪個帳戶？",
    installed: "已安裝",
    required: "需要以下權限",
    optional: "另外希望取得以下權限；不給的請取消勾選",
    allow: "允許",
    deny: "取消",
    whatIf: "假如……",
    troubles: {
      none: "一切順利",
      no_right: "您沒有安裝應用程式的權限",
      expired_code: "授權碼在途中過期",
      used_code: "授權碼已使用過",
      wrong_redirect: "授權碼屬於另一個網址",
      missing_scope: "帳戶沒有服務單",
      server_error: "CRM 發生錯誤",
    },
    refusals: {
      unknown_app: { title: "無法辨識此應用程式", text: "沒有應用程式使用此用戶端 ID。" },
      unknown_redirect: {
        title: "應用程式未列出此網址",
        text: "瀏覽器只會返回應用程式所列的網址。",
      },
      no_scopes: { title: "未要求任何權限", text: "網址中沒有列出權限。" },
      no_account: { title: "未選擇帳戶", text: "請返回並選擇一個帳戶。" },
      no_right: {
        title: "您沒有安裝應用程式的權限",
        text: "請該帳戶的管理員安裝，或授予您此權限。",
      },
    },
    back: "返回應用程式",
  },
  "zh-CN": {
    crm: "沙盒 CRM",
    title: "{app} 请求安装",
    signedIn: "登录身份：{name}",
    account: "要安装到哪个账户？",
    installed: "已安装",
    required: "需要以下权限",
    optional: "另外希望取得以下权限；不给的请取消勾选",
    allow: "允许",
    deny: "取消",
    whatIf: "假如……",
    troubles: {
      none: "一切顺利",
      no_right: "您没有安装应用的权限",
      expired_code: "授权码在途中过期",
      used_code: "授权码已使用过",
      wrong_redirect: "授权码属于另一个地址",
      missing_scope: "账户没有工单",
      server_error: "CRM 发生错误",
    },
    refusals: {
      unknown_app: { title: "无法识别此应用", text: "没有应用使用此客户端 ID。" },
      unknown_redirect: {
        title: "应用未列出此地址",
        text: "浏览器只会返回应用所列的地址。",
      },
      no_scopes: { title: "未请求任何权限", text: "地址中没有列出权限。" },
      no_account: { title: "未选择账户", text: "请返回并选择一个账户。" },
      no_right: {
        title: "您没有安装应用的权限",
        text: "请该账户的管理员安装，或授予您此权限。",
      },
    },
    back: "返回应用",
  },
};
