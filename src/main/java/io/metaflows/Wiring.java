package io.metaflows;

import io.metaflows.auth.Authority;
import io.metaflows.channels.Switch;
import io.metaflows.channels.Trigger;
import io.metaflows.http.FrontDoor;
import io.metaflows.schema.Schemas;
import io.metaflows.store.Documents;
import io.metaflows.store.IdempotencyRecords;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/** Puts the parts together: the only place that knows both the settings and every room of the house. */
@Singleton
final class Wiring {
}
