# One image for the API, the console, the workers, the codec server, a caisse and the jobs (`ess migrer`, `ess preparer-moteur`).
# Debian, not Alpine: Temporal's native part needs glibc.
ARG NODE_IMAGE=node:24.21.0-bookworm-slim
# Debian's C and C++ libraries and certificates, without a shell or a package manager: nothing to run but Node.
ARG BASE_IMAGE=gcr.io/distroless/cc-debian12:nonroot

FROM ${NODE_IMAGE} AS construction
WORKDIR /app
COPY package.json package-lock.json ./
COPY deploy/image deploy/image
# Nothing of what is built here is told to anybody (a dependency of swagger-ui-dist reports installations to its maker).
ENV SCARF_ANALYTICS=false
RUN npm ci --omit=dev --no-audit --no-fund \
  && node deploy/image/prune.mjs . \
  && node deploy/image/sbom.mjs sbom.cdx.json \
  && rm node_modules/.package-lock.json
COPY . .
# The workflow code, made once: a worker starts 2 to 4 s sooner, and runs what was tested.
RUN node --disable-warning=ExperimentalWarning worker/bundle.ts /app/workflows.js
# What the last stage cannot make, having no shell. A new volume mounted on /fichiers takes its owner from this folder: the
# pieces of the cases, for who runs the programs alone.
RUN mkdir -p /racine/systeme/etc \
  && printf 'root:x:0:0:root:/root:/sbin/nologin\ness:x:1000:1000::/nonexistent:/sbin/nologin\n' > /racine/systeme/etc/passwd \
  && printf 'root:x:0:\ness:x:1000:\n' > /racine/systeme/etc/group \
  && install -d -m 700 /racine/donnees/fichiers

FROM ${BASE_IMAGE}
COPY --from=construction /racine/systeme /
COPY --from=construction --chown=1000:1000 /racine/donnees /
COPY --from=construction /usr/local/bin/node /usr/local/bin/node
WORKDIR /app
# What changes least first: an upgrade brings the last layers alone.
COPY --from=construction /app/node_modules node_modules
COPY --from=construction /app/sbom.cdx.json /app/workflows.js ./
COPY . .
ENV NODE_ENV=production \
  HOST=0.0.0.0 \
  PORT=3000 \
  ESS_SUPERVISION=0.0.0.0:9464 \
  ESS_BUNDLE=/app/workflows.js
# It may read the program, and change none of it.
USER 1000:1000
EXPOSE 3000 9464
# Alive: it answers. Ready (/pret) also asks the database and the engine, and is for whoever sends it traffic.
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=4 \
  CMD ["node", "deploy/vivant.mjs", "http://127.0.0.1:9464/vie"]
ENTRYPOINT ["/usr/local/bin/node", "--disable-warning=ExperimentalWarning"]
CMD ["api/main.ts"]
# Version and revision are given by who builds (`--label`, and docker-compose.yml does).
LABEL org.opencontainers.image.title="ess" \
  org.opencontainers.image.description="Équipes de soins spécialisés : une procédure durable par équipe" \
  org.opencontainers.image.licenses="EUPL-1.2" \
  org.opencontainers.image.base.name="gcr.io/distroless/cc-debian12:nonroot"
