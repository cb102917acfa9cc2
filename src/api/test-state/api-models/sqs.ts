/** What the actions of Amazon SQS answer, reduced from AWS's published API model (Apache-2.0): see api-shape.ts for the notation. */
export const model = `
CancelMessageMoveTask = CancelMessageMoveTaskResult
ChangeMessageVisibilityBatch = ChangeMessageVisibilityBatchResult
CreateQueue = CreateQueueResult
DeleteMessageBatch = DeleteMessageBatchResult
GetQueueAttributes = GetQueueAttributesResult
GetQueueUrl = GetQueueUrlResult
ListDeadLetterSourceQueues = ListDeadLetterSourceQueuesResult
ListMessageMoveTasks = ListMessageMoveTasksResult
ListQueueTags = ListQueueTagsResult
ListQueues = ListQueuesResult
ReceiveMessage = ReceiveMessageResult
SendMessage = SendMessageResult
SendMessageBatch = SendMessageBatchResult
StartMessageMoveTask = StartMessageMoveTaskResult
BatchResultErrorEntry : Id! SenderFault!:boolean Code! Message
CancelMessageMoveTaskResult : ApproximateNumberOfMessagesMoved:number
ChangeMessageVisibilityBatchResult : Successful!:[ChangeMessageVisibilityBatchResultEntry] Failed!:[BatchResultErrorEntry]
ChangeMessageVisibilityBatchResultEntry : Id!
CreateQueueResult : QueueUrl
DeleteMessageBatchResult : Successful!:[DeleteMessageBatchResultEntry] Failed!:[BatchResultErrorEntry]
DeleteMessageBatchResultEntry : Id!
GetQueueAttributesResult : Attributes:{string}
GetQueueUrlResult : QueueUrl
ListDeadLetterSourceQueuesResult : QueueUrls!:[string] NextToken
ListMessageMoveTasksResult : Results:[ListMessageMoveTasksResultEntry]
ListMessageMoveTasksResultEntry : TaskHandle Status SourceArn DestinationArn MaxNumberOfMessagesPerSecond:number ApproximateNumberOfMessagesMoved:number ApproximateNumberOfMessagesToMove:number FailureReason StartedTimestamp:number
ListQueueTagsResult : Tags:{string}
ListQueuesResult : QueueUrls:[string] NextToken
Message : MessageId ReceiptHandle MD5OfBody Body Attributes:{string} MD5OfMessageAttributes MessageAttributes:{MessageAttributeValue}
MessageAttributeValue : StringValue BinaryValue:blob StringListValues:[string] BinaryListValues:[blob] DataType!
ReceiveMessageResult : Messages:[Message]
SendMessageBatchResult : Successful!:[SendMessageBatchResultEntry] Failed!:[BatchResultErrorEntry]
SendMessageBatchResultEntry : Id! MessageId! MD5OfMessageBody! MD5OfMessageAttributes MD5OfMessageSystemAttributes SequenceNumber
SendMessageResult : MD5OfMessageBody MD5OfMessageAttributes MD5OfMessageSystemAttributes MessageId SequenceNumber
StartMessageMoveTaskResult : TaskHandle
`;
