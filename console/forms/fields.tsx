import { Group } from "./group.tsx";
import { isList, isObject, type Json, textOf } from "./json-schema.ts";
import { labelOf, oneOf } from "./label-of.ts";
import { Leaf } from "./leaf.tsx";
import type { Field, Member } from "./read-field.ts";
import type { Told, ValueProps } from "./value-props.ts";

type MembersProps = ValueProps & { readonly members: readonly Member[] };

/** The members of an object, one field each. */
export function Members({ members, path, value, onChange, faults }: MembersProps) {
  const object = isObject(value) ? value : {};
  return (
    <div class="fields">
      {members.map((member) => (
        <MemberField
          key={member.name}
          member={member}
          path={`${path}.${member.name}`}
          value={object[member.name]}
          onChange={(next) => onChange({ ...object, [member.name]: next })}
          faults={faults}
        />
      ))}
    </div>
  );
}

type MemberProps = ValueProps & { readonly member: Member };

function MemberField({ member, ...props }: MemberProps) {
  const { name, field, isRequired, description } = member;
  const label = `${labelOf(name)}${isRequired ? "" : " (optional)"}`;
  switch (field.shape) {
    case "list":
      return <ListField {...props} each={field.each} label={label} hint={description} />;
    case "object":
      return (
        <Group path={props.path} label={label} hint={description} faults={props.faults}>
          <Members {...props} members={field.members} />
        </Group>
      );
    case "variants":
      return (
        <Group path={props.path} label={label} hint={description} faults={props.faults}>
          <Variants {...props} field={field} />
        </Group>
      );
    case "several":
      return <Several {...props} options={field.options} label={label} hint={description} />;
    default:
      return <Leaf {...props} field={field} isRequired={isRequired} label={label} hint={description} />;
  }
}

type ListProps = ValueProps & Told & { readonly each: Field };

/** Items in their order, each with its fields. */
function ListField({ each, path, value, onChange, faults, label, hint }: ListProps) {
  const items = isList(value) ? value : [];
  const replace = (at: number, next: readonly Json[]) =>
    onChange([...items.slice(0, at), ...next, ...items.slice(at + 1)]);
  const one = oneOf(path.replace(/^.*\./, ""));
  return (
    <Group path={path} label={label} hint={hint} faults={faults}>
      {items.map((item, at) => {
        const itemPath = `${path}[${at}]`;
        const props = { path: itemPath, value: item, faults, onChange: (next: Json) => replace(at, [next]) };
        const name = `${labelOf(one)} ${at + 1}`;
        return (
          <Group key={at} path={itemPath} label={name} hint={null} faults={faults}>
            {each.shape === "variants" && <Variants {...props} field={each} />}
            {each.shape === "object" && <Members {...props} members={each.members} />}
            <button type="button" class="small" onClick={() => replace(at, [])}>
              Remove {name.toLowerCase()}
            </button>
          </Group>
        );
      })}
      <button type="button" class="small" onClick={() => onChange([...items, {}])}>
        Add {labelOf(one).toLowerCase()}
      </button>
    </Group>
  );
}

type VariantsProps = ValueProps & { readonly field: Extract<Field, { shape: "variants" }> };

/** What another variant does not have is given up with the choice. */
function Variants({ field: { by, variants }, path, value, onChange, faults }: VariantsProps) {
  const chosen = isObject(value) ? textOf(value[by]) : "";
  const choice: Field = { shape: "choice", options: Object.keys(variants) };
  return (
    <>
      <Leaf
        path={`${path}.${by}`}
        value={chosen}
        onChange={(next) => onChange({ [by]: next })}
        faults={faults}
        field={choice}
        isRequired
        label={labelOf(by)}
        hint={null}
      />
      <Members path={path} value={value} onChange={onChange} faults={faults} members={variants[chosen] ?? []} />
    </>
  );
}

type SeveralProps = ValueProps & Told & { readonly options: readonly string[] };

function Several({ options, path, value, onChange, faults, label, hint }: SeveralProps) {
  const chosen = isList(value) ? value : [];
  const toggle = (option: string, isOn: boolean) =>
    onChange(options.filter((each) => (each === option ? isOn : chosen.includes(each))));
  return (
    <Group path={path} label={label} hint={hint} faults={faults}>
      {options.map((option) => (
        <label key={option} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ currentTarget }) => toggle(option, currentTarget.checked)}
          />{" "}
          {option}
        </label>
      ))}
    </Group>
  );
}
