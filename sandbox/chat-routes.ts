import type { Router } from "express";
import type { z } from "zod";
import type { ChatDeps } from "./chat-deps.ts";
import { bodyOf, sendOutcome } from "./page-body.ts";
import {
  AppChange,
  ChannelChange,
  ChatFaultSwitch,
  HomeVisit,
  MessageShortcut,
  Press,
  Saying,
  SlashCommand,
  ViewClose,
  ViewSubmit,
} from "./page-chat-contract.ts";
import type { ChangeOutcome } from "./sandbox-deps.ts";

/** What somebody does in the chat. All answer 204, but a submitted form answers what became of it. */
export function addChatRoutes(router: Router, deps: ChatDeps): void {
  function on<T>(path: string, schema: z.ZodType<T>, act: (body: T) => Promise<ChangeOutcome>) {
    router.post(path, async (request, response) => {
      const body = bodyOf(request, response, schema);
      if (body !== null) sendOutcome(response, await act(body));
    });
  }
  on("/sandbox/press", Press, deps.press);
  on("/sandbox/view-close", ViewClose, deps.closeView);
  on("/sandbox/command", SlashCommand, deps.runCommand);
  on("/sandbox/shortcut", MessageShortcut, deps.runShortcut);
  on("/sandbox/say", Saying, deps.say);
  on("/sandbox/home", HomeVisit, deps.openHome);
  on("/sandbox/slack-fault", ChatFaultSwitch, deps.switchChatFault);
  on("/sandbox/channel", ChannelChange, deps.changeChannel);
  on("/sandbox/slack-app", AppChange, deps.changeApp);
  router.post("/sandbox/view-submit", async (request, response) => {
    const submit = bodyOf(request, response, ViewSubmit);
    if (submit === null) return;
    const outcome = await deps.submitView(submit);
    if (outcome.ok) response.json(outcome.view);
    else sendOutcome(response, outcome);
  });
}
