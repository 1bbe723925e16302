import { useWords } from "../words/page-words.ts";
import { Block, type RichLeaf, type RichPart } from "./blocks.ts";
import { ElementView } from "./ElementView.tsx";
import { InputBlockView } from "./InputBlockView.tsx";
import { RichLeafView, TextObjectView } from "./TextView.tsx";
import type { TextObject } from "./texts.ts";

/** The blocks of a message, a modal or the Home tab. */
export function Blocks({ blocks }: { blocks: readonly unknown[] }) {
  return numbered(blocks).map(([key, raw]) => <BlockView key={key} raw={raw} />);
}

/** A block that the sandbox cannot draw says so. */
function BlockView({ raw }: { raw: unknown }) {
  const { chat } = useWords();
  const read = Block.safeParse(raw);
  if (!read.success) return <p className="block-unknown">{chat.unknownBlock}</p>;
  const block = read.data;
  switch (block.type) {
    case "header":
      return <h4 className="block-header">{block.text.text}</h4>;
    case "divider":
      return <hr className="block-divider" />;
    case "image":
      return null;
    case "section":
      return <SectionView block={block} />;
    case "context":
      return (
        <p className="block-context">
          {numbered(block.elements).map(
            ([key, part]) =>
              part.type !== "image" && (
                <span key={key}>
                  <TextObjectView text={part} />
                </span>
              ),
          )}
        </p>
      );
    case "actions":
      return (
        <div className="block-actions">
          {block.elements.map((element) => (
            <ElementView key={element.action_id} element={element} blockId={block.block_id} />
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
    case "input":
      return <InputBlockView block={block} />;
  }
}

function SectionView({ block }: { block: Extract<Block, { type: "section" }> }) {
  const { accessory } = block;
  return (
    <div className="block-section">
      <div>
        {block.text !== undefined && (
          <p>
            <TextObjectView text={block.text} />
          </p>
        )}
        {block.fields !== undefined && <Fields fields={block.fields} />}
      </div>
      {accessory !== undefined && accessory.type !== "image" && (
        <ElementView element={accessory} blockId={block.block_id} beside={block.text?.text} />
      )}
    </div>
  );
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
