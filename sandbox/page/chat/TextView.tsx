import { useContext } from "react";
import { addressOf } from "../route.ts";
import type { RichLeaf } from "./blocks.ts";
import { ChatContext } from "./chat-context.ts";
import { emojiOf } from "./emoji.ts";
import { type Markup, parseMarkup } from "./markup.ts";
import { formatSlackDate } from "./slack-date.ts";
import type { TextObject } from "./texts.ts";
import { ticketOf } from "./ticket-url.ts";

export function TextObjectView({ text }: { text: TextObject }) {
  return text.type === "plain_text" ? text.text : <MarkupText source={text.text} />;
}

export function MarkupText({ source }: { source: string }) {
  const pieces = parseMarkup(source);
  let position = 0;
  return pieces.map((piece) => {
    position += 1;
    return <MarkupPiece key={position} piece={piece} />;
  });
}

function MarkupPiece({ piece }: { piece: Markup }) {
  const context = useContext(ChatContext);
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "bold":
      return <b>{piece.text}</b>;
    case "italic":
      return <i>{piece.text}</i>;
    case "strike":
      return <s>{piece.text}</s>;
    case "code":
      return <code>{piece.text}</code>;
    case "user":
      return <Mention userId={piece.userId} />;
    case "mention":
      return <span className="mention">{piece.text}</span>;
    case "link":
      return <OutsideLink url={piece.url} text={piece.text} />;
    case "date":
      return <time title={piece.fallback}>{formatSlackDate(piece.at, piece.format, context)}</time>;
  }
}

export function RichLeafView({ leaf }: { leaf: RichLeaf }) {
  const context = useContext(ChatContext);
  switch (leaf.type) {
    case "text":
      return <span className={styleClass(leaf.style)}>{leaf.text}</span>;
    case "link":
      return <OutsideLink url={leaf.url} text={leaf.text ?? leaf.url} />;
    case "user":
      return <Mention userId={leaf.user_id} />;
    case "broadcast":
      return <span className="mention">@{leaf.range}</span>;
    case "emoji":
      return <Emoji name={leaf.name} />;
    case "channel":
      return <span className="mention">#{context.channelNameOf(leaf.channel_id)}</span>;
    case "date":
      return (
        <time title={leaf.fallback}>
          {formatSlackDate(leaf.timestamp * 1000, leaf.format, context)}
        </time>
      );
  }
}

/** The words beside say the same; one that is not known here is shown by its name. */
function Emoji({ name }: { name: string }) {
  const sign = emojiOf(name);
  if (sign === null) return <span>:{name}:</span>;
  return (
    <span className={`emoji ${name}`} aria-hidden="true">
      {sign}
    </span>
  );
}

/** Louder for the person that is meant. */
function Mention({ userId }: { userId: string }) {
  const { me, nameOf } = useContext(ChatContext);
  return <span className={userId === me ? "mention me" : "mention"}>@{nameOf(userId)}</span>;
}

function OutsideLink({ url, text }: { url: string; text: string }) {
  const ticketId = ticketOf(url);
  if (ticketId !== null) return <a href={addressOf("tickets", ticketId)}>{text}</a>;
  const isSafe = /^(https?:|mailto:)/.test(url);
  return (
    <a href={isSafe ? url : "#"} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}

function styleClass(
  style: {
    bold?: boolean | undefined;
    italic?: boolean | undefined;
    strike?: boolean | undefined;
    code?: boolean | undefined;
  } = {},
): string {
  const names = [
    style.bold === true && "bold",
    style.italic === true && "italic",
    style.strike === true && "strike",
    style.code === true && "code",
  ];
  return names.filter(Boolean).join(" ");
}
