import type { ConsentLanguage } from "../consent-frame.ts";

/** The words of the local chat's consent page; a chat of no vendor's. */

/** What can be made to go wrong, for those who try the way. */
export const CONSENT_TROUBLES = [
  "none",
  "no_right",
  "expired_code",
  "used_code",
  "whole_organisation",
] as const;
export type ConsentTrouble = (typeof CONSENT_TROUBLES)[number];

export type ConsentWords = {
  readonly service: string;
  readonly title: string;
  readonly workspace: string;
  readonly installed: string;
  readonly rights: string;
  readonly allow: string;
  readonly deny: string;
  readonly whatIf: string;
  readonly troubles: Readonly<Record<ConsentTrouble, string>>;
  readonly noRight: { readonly title: string; readonly text: string };
  readonly back: string;
};

export const CONSENT_WORDS: Readonly<Record<ConsentLanguage, ConsentWords>> = {
  en: {
    service: "Sandbox chat",
    title: "{app} asks to come into a workspace",
    workspace: "Which workspace?",
    installed: "is in it already",
    rights: "It needs the rights to",
    allow: "Allow",
    deny: "Cancel",
    whatIf: "What if …",
    troubles: {
      none: "everything goes well",
      no_right: "you may not add apps here",
      expired_code: "the code expires on the way",
      used_code: "the code was used already",
      whole_organisation: "it is added to the whole organisation",
    },
    noRight: {
      title: "You may not add apps to this workspace",
      text: "Ask an administrator of the workspace to add it, or to let you.",
    },
    back: "Back to the app",
  },
  "zh-TW": {
    service: "沙盒聊天",
    title: "{app} 要求加入工作區",
    workspace: "要加入哪個工作區？",
    installed: "已加入",
    rights: "需要以下權限",
    allow: "允許",
    deny: "取消",
    whatIf: "假如……",
    troubles: {
      none: "一切順利",
      no_right: "您不能在這裡新增應用程式",
      expired_code: "授權碼在途中過期",
      used_code: "授權碼已使用過",
      whole_organisation: "加入了整個組織",
    },
    noRight: {
      title: "您不能在此工作區新增應用程式",
      text: "請工作區管理員新增，或請管理員允許您新增。",
    },
    back: "返回應用程式",
  },
  "zh-CN": {
    service: "沙盒聊天",
    title: "{app} 请求加入工作区",
    workspace: "要加入哪个工作区？",
    installed: "已加入",
    rights: "需要以下权限",
    allow: "允许",
    deny: "取消",
    whatIf: "假如……",
    troubles: {
      none: "一切顺利",
      no_right: "您不能在这里添加应用",
      expired_code: "授权码在途中过期",
      used_code: "授权码已使用过",
      whole_organisation: "加入了整个组织",
    },
    noRight: {
      title: "您不能在此工作区添加应用",
      text: "请工作区管理员添加，或请管理员允许您添加。",
    },
    back: "返回应用",
  },
};
