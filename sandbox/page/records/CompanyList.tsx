import { useState } from "react";
import { CompanyList as CompanyListAnswer } from "../../page-contract.ts";
import { addressOf } from "../route.ts";
import { useRemote } from "../use-live.ts";
import { CustomerRow } from "./CustomerRow.tsx";
import { ListPane } from "./ListPane.tsx";

export function CompanyList({ version, currentId }: { version: number; currentId: string | null }) {
  const [search, setSearch] = useState("");
  const path = `/sandbox/companies?search=${encodeURIComponent(search)}`;
  const { value, problem } = useRemote(path, CompanyListAnswer, version);
  const companies = value?.companies ?? [];
  return (
    <ListPane
      kind="companies"
      search={search}
      onSearch={setSearch}
      shown={value === null ? null : { count: companies.length, total: value.total }}
      problem={problem}
    >
      {companies.map(({ companyId, name, place, tier, openTickets }) => (
        <li key={companyId}>
          <CustomerRow
            address={addressOf("companies", companyId)}
            isCurrent={companyId === currentId}
            customer={{ name, more: place, tier, openTickets }}
          />
        </li>
      ))}
    </ListPane>
  );
}
