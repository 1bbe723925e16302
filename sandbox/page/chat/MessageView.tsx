import { useContext, useEffect, useRef } from "react";
import type { ChatMessage } from "../../page-contract.ts";
import { BlockView } from "./BlockView.tsx";
import type { PressButton } from "./ChatButton.tsx";
import { formatSlackDate } from "./slack-date.ts";
import { ChatContext, MarkupText } from "./TextView.tsx";

const FLASH = [{ backgroundColor: "#fff3c4" }, {}];
const FLASH_MS = 1_600;

/** One message; it flashes when it is new and when it was edited. */
export function MessageView({ message, onPress }: { message: ChatMessage; onPress: PressButton }) {
  const context = useContext(ChatContext);
  const kind = message.onlyFor !== null ? "private" : message.threadTs !== null ? "threaded" : "";
  const item = useRef<HTMLLIElement>(null);
  const content = JSON.stringify(message.blocks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an edit is a new content.
  useEffect(() => {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
      item.current?.animate(FLASH, FLASH_MS);
    }
  }, [content]);
  return (
    <li ref={item} className={`message ${kind}`} data-ts={message.ts}>
      {message.onlyFor !== null && <p className="only-you">Only visible to you</p>}
      <p className="message-head">
        <b>{message.author}</b>
        <span className="app-badge">APP</span>
        <time>{formatSlackDate(message.postedAt, "{date_short_pretty}, {time}", context)}</time>
        {message.isEdited && <span className="soft">(edited)</span>}
      </p>
      {message.blocks.length === 0 ? (
        <p className="block-section">
          <MarkupText source={message.text} />
        </p>
      ) : (
        message.blocks.map((raw, index) => (
          <BlockView key={`${message.ts} ${String(index)}`} raw={raw} onPress={onPress} />
        ))
      )}
    </li>
  );
}
