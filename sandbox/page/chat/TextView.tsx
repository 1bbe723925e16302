import { createContext, useContext } from "react";
import type { RichLeaf, TextObject } from "./blocks.ts";
import { type Markup, parseMarkup } from "./markup.ts";
import { formatSlackDate } from "./slack-date.ts";

/** What messages need to know of the world around them. */
export const ChatContext = createContext<{
  readonly timeZone: string;
  readonly now: number;
  nameOf(userId: string): string;
}>({ timeZone: "UTC", now: 0, nameOf: (userId) => userId });

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
      return <span className="mention">@{context.nameOf(piece.userId)}</span>;
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
      return <span className="mention">@{context.nameOf(leaf.user_id)}</span>;
    case "broadcast":
      return <span className="mention">@{leaf.range}</span>;
    case "emoji":
      return <span>:{leaf.name}:</span>;
    case "date":
      return (
        <time title={leaf.fallback}>
          {formatSlackDate(leaf.timestamp * 1000, leaf.format, context)}
        </time>
      );
  }
}

function OutsideLink({ url, text }: { url: string; text: string }) {
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
