# The portal as one static program: no shell, no root, nothing written but /data.
# Run it read-only: docker run --read-only --tmpfs /tmp -v ipportal:/data -p 8080:8080 IMAGE
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
# Time zones are built in; mail servers and S3 are trusted by the usual certificates.
RUN CGO_ENABLED=0 go build -trimpath -ldflags=-s -tags timetzdata -o /out/ipportal ./cmd/ipportal \
    && mkdir -m 0700 -p /out/data /out/tmp

# There is no browser in it: `work` with IPPORTAL_CHROMIUM needs an image that has one.
FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build --chown=65532:65532 /out/data /data
COPY --from=build --chown=65532:65532 /out/tmp /tmp
COPY --from=build /out/ipportal /ipportal
USER 65532:65532
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["/ipportal", "health"]
ENTRYPOINT ["/ipportal"]
CMD ["serve", "-addr", "0.0.0.0:8080", "-data", "/data"]
