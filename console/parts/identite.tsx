/** Who one is, in what role, for whom: on every page, with what changes it. */
import { FORM_TOKEN } from '../shell/forms.ts';

export interface Identity {
  readonly name: string;
  /** « ARS Nouvelle-Aquitaine ». */
  readonly standing: string;
  readonly formToken: string;
  /** Roles that one may take; fewer than two, and there is nothing to choose. */
  readonly roles: readonly { readonly role: string; readonly label: string; readonly current: boolean }[];
  /** Under a delegation: of whom. */
  readonly onBehalf?: string;
  /** Where a change of role comes back to. */
  readonly here: string;
}

export function IdentityBar({ name, standing, formToken, roles, onBehalf, here }: Identity) {
  return (
    <div class="identity">
      <p>
        <strong>{standing}</strong>
        <span class="who">{name}</span>
      </p>
      {onBehalf !== undefined && (
        <form class="delegated" method="post" action="/delegations/agir">
          <input type="hidden" name={FORM_TOKEN} value={formToken} />
          <span>
            Vous agissez <strong>{`au nom de ${onBehalf}`}</strong>, par délégation.
          </span>
          <button class="quiet" type="submit">
            Revenir à mon nom
          </button>
        </form>
      )}
      {roles.length > 1 && onBehalf === undefined && (
        <form class="roles" method="post" action="/role">
          <input type="hidden" name={FORM_TOKEN} value={formToken} />
          <input type="hidden" name="suite" value={here} />
          <label for="role-choisi">Rôle</label>
          <select id="role-choisi" name="role">
            {roles.map(({ role, label, current }) => (
              <option value={role} selected={current}>
                {label}
              </option>
            ))}
          </select>
          <button class="quiet" type="submit">
            Changer
          </button>
        </form>
      )}
      <form class="sign-out" method="post" action="/deconnexion">
        <input type="hidden" name={FORM_TOKEN} value={formToken} />
        <button class="quiet" type="submit">
          Se déconnecter
        </button>
      </form>
    </div>
  );
}
