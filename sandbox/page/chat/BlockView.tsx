import { Block, type RichLeaf, type RichPart, type TextObject } from "./blocks.ts";
import { ChatButton, type PressButton } from "./ChatButton.tsx";
import { RichLeafView, TextObjectView } from "./TextView.tsx";

/** One block of a message; a block that the sandbox cannot draw says so. */
export function BlockView({ raw, onPress }: { raw: unknown; onPress: PressButton }) {
  const read = Block.safeParse(raw);
  if (!read.success) return <p className="block-unknown">A block the sandbox does not draw</p>;
  const block = read.data;
  switch (block.type) {
    case "header":
      return <h4 className="block-header">{block.text.text}</h4>;
    case "divider":
      return <hr className="block-divider" />;
    case "section":
      return (
        <div className="block-section">
          {block.text !== undefined && (
            <p>
              <TextObjectView text={block.text} />
            </p>
          )}
          {block.fields !== undefined && <Fields fields={block.fields} />}
        </div>
      );
    case "context":
      return (
        <p className="block-context">
          {numbered(block.elements).map(([key, text]) => (
            <span key={key}>
              <TextObjectView text={text} />
            </span>
          ))}
        </p>
      );
    case "actions":
      return (
        <div className="block-actions">
          {block.elements.map((button) => (
            <ChatButton key={button.action_id} button={button} onPress={onPress} />
          ))}
        </div>
      );
    case "rich_text":
      return (
        <div className="block-rich">
          {numbered(block.elements).map(([key, part]) => (
            <RichPartView key={key} part={part} />
          ))}
        </div>
      );
  }
}

function Fields({ fields }: { fields: readonly TextObject[] }) {
  return (
    <div className="block-fields">
      {numbered(fields).map(([key, field]) => (
        <p key={key}>
          <TextObjectView text={field} />
        </p>
      ))}
    </div>
  );
}

function RichPartView({ part }: { part: RichPart }) {
  switch (part.type) {
    case "rich_text_section":
      return (
        <p>
          <Leaves leaves={part.elements} />
        </p>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Leaves leaves={part.elements} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return (
        <pre>
          <Leaves leaves={part.elements} />
        </pre>
      );
    case "rich_text_list": {
      const List = part.style === "ordered" ? "ol" : "ul";
      return (
        <List>
          {numbered(part.elements).map(([key, item]) => (
            <li key={key}>
              <Leaves leaves={item.elements} />
            </li>
          ))}
        </List>
      );
    }
  }
}

function Leaves({ leaves }: { leaves: readonly RichLeaf[] }) {
  return numbered(leaves).map(([key, leaf]) => <RichLeafView key={key} leaf={leaf} />);
}

/** Parts of a message have no names, and a message is replaced as a whole: the place is the key. */
function numbered<T>(items: readonly T[]): (readonly [string, T])[] {
  return items.map((item, index) => [String(index), item] as const);
}
