import { Flex } from "@hubspot/ui-extensions";
import type { CardActAnswer } from "../../src/contract/card-api.ts";
import type {
  CardActForm,
  CardComplaint,
  ComplaintActRequest,
} from "../../src/contract/card-complaint.ts";
import type { Pressed } from "../use-press.ts";
import { ActForm } from "./ActForm.tsx";

type Told = Omit<ComplaintActRequest, "act">;

/** All that may be done now: what is one press in a row, below it what has to be filled in. */
export function ActForms(
  props: Pressed & {
    /** Before the name of each act, in what tests find it by. */
    prefix: string;
    forms: readonly CardActForm[];
    words: Pick<CardComplaint["words"], "missing" | "failed">;
    tell: (act: string, told: Told) => Promise<CardActAnswer>;
  },
) {
  const { prefix, forms, words, tell, ...pressed } = props;
  const shown = (form: CardActForm) => (
    <ActForm
      key={form.act}
      id={`${prefix}-${form.act}`}
      form={form}
      words={words}
      tell={(told) => tell(form.act, told)}
      {...pressed}
    />
  );
  const buttons = forms.filter(({ title }) => title === null);
  return (
    <Flex direction="column" gap="xs">
      {buttons.length > 0 && (
        <Flex direction="row" gap="xs" wrap={true}>
          {buttons.map(shown)}
        </Flex>
      )}
      {forms.filter(({ title }) => title !== null).map(shown)}
    </Flex>
  );
}
