/** The names of Directus' extension tool box that the staff screens use, as its documentation describes them. */
import type { Component, Ref } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

export interface Api {
  /** @throws the admin app's own error, with `response.data` as the server answered it */
  request<Data>(options: {
    method: string;
    url: string;
    data?: unknown;
    params?: unknown;
    headers?: Readonly<Record<string, string>>;
    responseType?: 'json' | 'blob';
    signal?: AbortSignal;
    onUploadProgress?: () => void;
    onDownloadProgress?: () => void;
  }): Promise<{ data: Data; headers: Readonly<Record<string, unknown>> }>;
  readonly interceptors: {
    readonly request: {
      use<Call extends { headers: Record<string, unknown> }>(before: (call: Call) => Call): void;
    };
  };
}

/** The admin app's way to the API, with the session of the person. */
export function useApi(): Api;

/** Its other way, by which records are saved. */
export interface Sdk {
  request: (
    command: () => { readonly headers?: Readonly<Record<string, string>> | undefined },
  ) => Promise<unknown>;
}
export function useSdk(): Sdk;

export interface InterfaceDefinition {
  id: string;
  name: string;
  icon: string;
  description?: string;
  component: Component;
  options: unknown;
  types: readonly string[];
  localTypes?: readonly string[];
  group?: string;
  hideLabel?: boolean;
}

export function defineInterface(definition: InterfaceDefinition): InterfaceDefinition;

export interface DisplayDefinition {
  id: string;
  name: string;
  icon: string;
  description?: string;
  component: Component;
  options: unknown;
  types: readonly string[];
}

export function defineDisplay(definition: DisplayDefinition): DisplayDefinition;

export interface ModuleDefinition {
  id: string;
  name: string;
  icon: string;
  routes: readonly RouteRecordRaw[];
  /** Whether this person is offered the module at all. */
  preRegisterCheck?: (
    user: object,
    permissions: Readonly<
      Record<string, Readonly<Record<'create' | 'read', { readonly access: string }>> | undefined>
    >,
  ) => boolean | Promise<boolean>;
}

export function defineModule(definition: ModuleDefinition): ModuleDefinition;

/** What the admin app has taken up for this person; the name is in the person's language. */
export function useExtensions(): {
  readonly modules: Ref<readonly { readonly id: string; readonly name: string }[]>;
};

/** The admin app's own stores; of them only the settings and the person are read. */
export function useStores(): {
  useUserStore(): {
    /** Whom the tab was opened for; it stays when somebody else signs in from another tab. */
    readonly currentUser: { readonly id?: string } | null;
  };
  useSettingsStore(): {
    readonly settings: {
      readonly module_bar: readonly { readonly id: string; readonly enabled: boolean }[] | null;
    } | null;
  };
};
